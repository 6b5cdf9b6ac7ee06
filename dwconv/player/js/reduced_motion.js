/** Whether readers prefer less motion: then nothing plays by itself. */
export const prefersReducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
