// Converts source folders to Metadata API format with the vendor's own library, as `sf project convert source` does.
//   node convert-with-sdr.mjs API_VERSION OUT DIR...
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { ComponentSet, MetadataConverter } = require('@salesforce/source-deploy-retrieve');
const [version, out, ...folders] = process.argv.slice(2);
if (!folders.length) {
  console.error('usage: node convert-with-sdr.mjs API_VERSION OUT DIR...');
  process.exit(2);
}
const components = ComponentSet.fromSource(folders);
components.sourceApiVersion = version;
await new MetadataConverter().convert(components, 'metadata', {
  type: 'directory',
  outputDirectory: out,
  genUniqueDir: false,
});
