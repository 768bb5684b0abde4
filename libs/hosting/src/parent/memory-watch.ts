/** Looks at what a process holds, until told to stop. */
import { residentBytes } from './resident-memory.js';

const pollMilliseconds = 250;

/** @returns how to stop; `onExceeded` is called once at most */
export function watchMemory(pid: number, limitBytes: number, onExceeded: (resident: number) => void): () => void {
  let isLooking = false;
  let isOver = false;
  const stop = (): void => {
    isOver = true;
    clearInterval(timer);
  };
  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    const resident = await residentBytes(pid);
    isLooking = false;
    if (isOver || resident === null || resident <= limitBytes) return;
    stop();
    onExceeded(resident);
  };
  const timer = setInterval(() => void look(), pollMilliseconds);
  timer.unref();
  return stop;
}
