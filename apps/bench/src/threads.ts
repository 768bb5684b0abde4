/** Threads of both contenders. */
export const threads = 2;
