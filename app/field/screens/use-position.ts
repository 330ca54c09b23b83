import { useEffect, useRef } from "react";
import type { FieldDevice } from "../field-device.ts";
import { saveDraft } from "../drafts.ts";
import type { Draft } from "../open-store.ts";
import { followPosition, readsPosition, type Position } from "../position.ts";

/** Where an interview began and where it is now, once the person has agreed, if the volunteer allows it and it is known. */
export function usePosition({ store }: FieldDevice, draft: Draft, agreed: boolean) {
  const first = useRef<Position | null>(draft.position ?? null);
  const latest = useRef<Position | null>(null);
  const { id, ownerId } = draft;
  useEffect(() => {
    if (!agreed) return;
    let stop: () => void = () => undefined;
    let shown = true;
    void readsPosition(store, ownerId).then((allowed) => {
      if (!allowed || !shown) return;
      stop = followPosition(navigator.geolocation as Geolocation | undefined, (position) => {
        latest.current = position;
        if (first.current) return;
        first.current = position;
        void saveDraft(store, id, { position });
      });
    });
    return () => {
      shown = false;
      stop();
    };
  }, [store, id, ownerId, agreed]);
  return () => ({
    ...(first.current ? { position: first.current } : {}),
    ...(latest.current ? { positionAtEnd: latest.current } : {}),
  });
}
