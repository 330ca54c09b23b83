declare module "qrcode-svg" {
  interface Options {
    content: string;
    padding?: number;
    ecl?: "L" | "M" | "Q" | "H";
    join?: boolean;
    container?: "svg" | "svg-viewbox" | "none";
    color?: string;
    background?: string;
  }
  export default class QRCode {
    constructor(options: Options);
    svg(): string;
  }
}
