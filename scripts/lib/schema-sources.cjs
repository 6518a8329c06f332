// Reads the sources of the metadata schema: the .d.ts of @salesforce/types, WSDLs, and what VendorSchema prints.
'use strict';

// Types that the .d.ts generator loses ("= string"), with their base in the WSDL.
const REBASED = {
  ReportFolder: 'Folder', DashboardFolder: 'Folder', DocumentFolder: 'Folder', EmailFolder: 'Folder',
  EmailTemplateFolder: 'Folder', WorkflowAction: 'Metadata',
};
const SIMPLE = { string: 'string', boolean: 'boolean', number: 'double', Date: 'dateTime', any: 'any', ID: 'string' };

function parseTypes(text) {
  const types = new Map();
  const enums = new Map();
  const declaration = /export type (\w+) = (?:(\w+) & )?(?:\{([^}]*)\}|((?:\s*\|?\s*'[^']*')+)|(\w+));/g;
  for (let m; (m = declaration.exec(text)); ) {
    const [, name, base, body, union, alias] = m;
    if (union) {
      enums.set(name, [...union.matchAll(/'([^']*)'/g)].map((v) => v[1]));
    } else if (alias) {
      if (REBASED[name]) types.set(name, { base: REBASED[name], fields: new Map() });
    } else {
      const fields = new Map();
      for (const f of body.matchAll(/^\s*'?([\w]+)'?(\?)?: ([\w]+)(\[\])?(?: \| null)?;/gm)) {
        fields.set(f[1], { type: SIMPLE[f[3]] || f[3], min: f[2] || f[4] ? 0 : 1, many: !!f[4], nillable: false });
      }
      types.set(name, { base: base || '', fields });
    }
  }
  return { types, enums };
}

function parseWsdl(text) {
  const types = new Map();
  const enums = new Map();
  for (const m of text.matchAll(/<xsd:complexType name="(\w+)">([\s\S]*?)<\/xsd:complexType>/g)) {
    const base = /<xsd:extension base="tns:(\w+)"/.exec(m[2]);
    const fields = new Map();
    for (const e of m[2].matchAll(/<xsd:element ([^>]*?)\/?>/g)) {
      const a = Object.fromEntries([...e[1].matchAll(/(\w+)="([^"]*)"/g)].map((x) => [x[1], x[2]]));
      const type = (a.type || '').replace(/^\w+:/, '').replace('base64Binary', 'base64').replace('anyType', 'any');
      fields.set(a.name, { type: type === 'ID' ? 'string' : type, min: a.minOccurs === '0' ? 0 : 1, many: a.maxOccurs === 'unbounded', nillable: a.nillable === 'true' });
    }
    types.set(m[1], { base: base ? base[1] : '', fields });
  }
  for (const m of text.matchAll(/<xsd:simpleType name="(\w+)">([\s\S]*?)<\/xsd:simpleType>/g)) {
    enums.set(m[1], [...m[2].matchAll(/<xsd:enumeration value="([^"]*)"/g)].map((v) => v[1]));
  }
  return { version: Number(/services\/Soap\/m\/(\d+)\.0/.exec(text)[1]), types, enums };
}

function parseVendor(text) {
  const types = new Map();
  const enums = new Map();
  let fields = null;
  for (const line of text.trim().split('\n')) {
    if (line.startsWith('E ')) {
      const [name, ...values] = line.slice(2).split('|');
      enums.set(name, new Set(values));
    } else if (line.startsWith('T ')) {
      const [name, base] = line.slice(2).split(':');
      fields = new Map();
      types.set(name, { base, fields });
    } else {
      fields.set(line.replace('!', ''), { min: line.endsWith('!') ? 1 : 0 });
    }
  }
  return { types, enums };
}

/** Names of all types and enums that a component's file can hold. */
function reachable(types, enums) {
  const isMetadata = (name) => { for (let n = name; n; n = types.get(n)?.base) if (n === 'Metadata') return true; return false; };
  const keep = new Set();
  const reach = (name) => {
    if (keep.has(name) || !(types.has(name) || enums.has(name))) return;
    keep.add(name);
    const t = types.get(name);
    if (!t) return;
    if (t.base) reach(t.base);
    for (const f of t.fields.values()) reach(f.type);
  };
  for (const name of types.keys()) if (isMetadata(name)) reach(name);
  for (const name of types.keys()) if (keep.has(types.get(name).base)) reach(name);
  ['CustomFieldTranslation', 'Package'].forEach(reach);
  return keep;
}

module.exports = { parseTypes, parseWsdl, parseVendor, reachable };
