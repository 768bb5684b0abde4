/** Training graphs: chosen constants, their gradients and AdamW in one ONNX graph. */
export { biasCorrections, type AdamW } from './adamw.js';
export { constant, cosine, type Schedule } from './schedule.js';
export { createTrainer, type Trainer, type TrainerOptions, type TrainingStep } from './trainer.js';
export { TrainingError } from './training-error.js';
