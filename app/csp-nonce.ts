import { createContext, useContext } from "react";

/** The nonce that this response's inline scripts carry; empty in the browser, which hides it. */
export const CspNonce = createContext("");

export const useCspNonce = () => useContext(CspNonce);
