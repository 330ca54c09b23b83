import { useEffect, useRef } from "react";
import type { FieldDevice } from "../field-device.ts";
import { saveDraft } from "../drafts.ts";
import type { Draft } from "../open-store.ts";
import { followPosition, readsPosition, type Position } from "../position.ts";

/** Where an interview began and where it is now, as far as the volunteer allows it and the device knows. */
export function usePosition({ store }: FieldDevice, draft: Draft) {
  const first = useRef<Position | null>(draft.position ?? null);
  const latest = useRef<Position | null>(null);
  const { id, ownerId } = draft;
  useEffect(() => {
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
  }, [store, id, ownerId]);
  return () => ({
    ...(first.current ? { position: first.current } : {}),
    ...(latest.current ? { positionAtEnd: latest.current } : {}),
  });
}
