/** When it is worth trying again what Redis was needed for: it is asked every second whether it is there. */
export const TRY_AGAIN_MS = 2_000;
