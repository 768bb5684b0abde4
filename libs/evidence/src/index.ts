/** Evidence: what an audit looked at and found, bound together by digests and signed. */
export { isSignedBy, seal, type Envelope, type PublicKey, type Signer } from './crypto/dsse.js';
export { newKeyPair, readPublicKey, readSigner, SigningKeyError, type KeyPair } from './crypto/key-file.js';
export { inclusionProof, merkleRoot, rootOfProof } from './crypto/merkle.js';
export { buildBundle, type BundleContents, type BundleOptions } from './bundle/build-bundle.js';
export { listedFile, manifest, type EvidenceInputs, type Files, type Manifest } from './bundle/manifest.js';
export { bundleLimits, readFindings, readPlan, readReport } from './verify/read.js';
export { verifyBundle, type Verification } from './verify/verify-bundle.js';
export type { Check } from './verify/check.js';
