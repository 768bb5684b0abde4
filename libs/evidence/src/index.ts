/** Evidence: what an audit looked at and found, bound together by digests and signed. */
export { isSignedBy, seal, type Envelope, type PublicKey, type Signer } from './crypto/dsse.js';
export {
  newKeyPair,
  publicKeyPem,
  readPublicKey,
  readSigner,
  SigningKeyError,
  type KeyPair,
} from './crypto/key-file.js';
export { inclusionProof, merkleRoot, rootOfProof } from './crypto/merkle.js';
export { AnnexError } from './annex/annex-error.js';
export { readIdentities, readRecipients } from './annex/keys.js';
export type { AnnexListing } from './annex/listing.js';
export { openAnnex } from './annex/open-annex.js';
export { perturbing } from './annex/perturbation-row.js';
export type { AnsweredQuestion } from './annex/salted-answers.js';
export { sealAnnex, type AnnexContents, type SealedAnnex } from './annex/seal-annex.js';
export { buildBundle, type BundleContents, type BundleOptions, type TimeStamper } from './bundle/build-bundle.js';
export { stampedBundle } from './bundle/stamped-bundle.js';
export { archiveBytes, archiveOf, ArchiveError, filesIn } from './archive/archive.js';
export { redactedReport } from './bundle/redact.js';
export { listedFile, manifest, type EvidenceInputs, type Files, type Manifest } from './bundle/manifest.js';
export { blurStrips, type PictureReader, type PictureSource } from './pictures/blur-strips.js';
export { reportShowing, type ShownReport } from './pictures/report-showing.js';
export { bundleLimits, readFindings, readLog, readPlan, readReport } from './verify/read.js';
export { verifyBundle, type Verification } from './verify/verify-bundle.js';
export type { Check } from './verify/check.js';
export { readCertificates } from './certificates/certificates.js';
export { readRevocationLists } from './certificates/revocation.js';
export { timeStampRequest } from './timestamp/request.js';
export { testAuthority, type TestAuthority } from './timestamp/testing/authority.js';
export { TimeStampError } from './timestamp/time-stamp-error.js';
export { verifyTimeStamp, type TimeStamp, type TimeStampExpectations } from './timestamp/verify-time-stamp.js';
export { CertificateError } from './certificates/certificate-error.js';
export { readModelSignature, type ModelSignature } from './model-signing/model-signature.js';
export { ModelSignatureError } from './model-signing/model-signature-error.js';
export { verifyModelSignature } from './model-signing/verify-model-signature.js';
