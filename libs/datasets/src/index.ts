/** Data sets: one item model for all benchmarks, pictures, and the generated fictitious people. */
export type { Dataset } from './dataset.js';
export { DatasetError } from './folder/dataset-error.js';
export type { DatasetFiles } from './folder/dataset-files.js';
export { headerFile, imagesFolder, itemsFile } from './folder/layout.js';
export { openDataset, openDatasetFolder } from './folder/open-dataset.js';
export { importDataset } from './folder/import-dataset.js';
export { blurPicture } from './image/blur.js';
export { canonicalPng, imageDigest } from './image/canonical-png.js';
export { decodeImage, encodeJpeg, encodePng, imageCodec, maximumPixels } from './image/codec.js';
export { ImageFormatError, type ImageProblem } from './image/image-format-error.js';
export { fromChw, rgbImage, toChw, toNchw, type RgbImage } from './image/rgb-image.js';
export { imageRef, item, splits, type ImageRef, type Item, type Split } from './item.js';
export { openPeople, PeopleError, peopleFiles, shippedPortraits } from './people/open-people.js';
export { peopleCount, peoplePools, type PeoplePool } from './people/population.js';
export { portraitSide, type Portrait } from './people/portrait.js';
export { renderView, viewSide } from './people/view.js';
