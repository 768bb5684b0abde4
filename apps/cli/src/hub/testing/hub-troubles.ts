/** What goes wrong with hubs and on the way to them. */
import type { HubTrouble } from './stand-in-hub.js';
import { sendContent } from './send-content.js';

/** Nothing at all. */
export const fine: HubTrouble = () => undefined;

export const status =
  (code: number, headers: Record<string, string> = {}): HubTrouble =>
  (response) => {
    response.writeHead(code, headers).end();
    return 'answered';
  };

/** The connection breaks once everything up to that byte has been sent, and a slow machine has had time to take it. */
export const brokenAt =
  (byte: number): HubTrouble =>
  (response, content, { headers }) => {
    sendContent(response, content, headers, byte);
    setTimeout(() => response.destroy(), 250);
    return 'answered';
  };

/** Everything up to that byte is sent, and nothing more comes. */
export const silentAt =
  (byte: number): HubTrouble =>
  (response, content, { headers }) => {
    sendContent(response, content, headers, byte);
    return 'answered';
  };

/** The whole file, as somebody else would like it to be. */
export const other =
  (change: (content: Buffer) => Buffer): HubTrouble =>
  (response, content) => {
    sendContent(response, change(content), {});
    return 'answered';
  };

/** A few bytes at a time. */
export const slow =
  (bytes: number, everyMs: number): HubTrouble =>
  (response, content) => {
    response.writeHead(200, { 'content-length': content.length });
    let sent = 0;
    const timer = setInterval(() => {
      response.write(content.subarray(sent, sent + bytes));
      sent += bytes;
      if (sent < content.length) return;
      clearInterval(timer);
      response.end();
    }, everyMs);
    return 'answered';
  };

export const redirectTo = (location: string, code = 302): HubTrouble => status(code, { location });
