/** A layer of ours as express takes it. */
import type { NextFunction, RequestHandler } from 'express';
import type { ApiRequest, ApiResponse } from './request.js';

type Handler = (request: ApiRequest, response: ApiResponse, next: NextFunction) => void;

export const handler = (handle: Handler): RequestHandler => handle as unknown as RequestHandler;
