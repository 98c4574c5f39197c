// Checks an evidence bundle in the browser, with WebCrypto alone. The same rules as BundleVerification of the offline verifier.
// The text of this file is put into the page of each bundle; the console imports it as a module.

const FORMAT = 'qingjian-evidence-bundle/1'
const PAGE = '核验.html'
const FIXED = ['manifest.json', 'keys', 'checkpoint', PAGE]
const MOST_SMALL = 16 * 1024 * 1024
// WebCrypto hashes a content in one piece only; larger files are left to qj-verify.
const MOST_CONTENT = 512 * 1024 * 1024

class Unreadable extends Error {}

/** Checks a bundle. `trusted` holds published keys (`name+id+base64`), one a string; when empty the keys inside are taken. */
export async function checkBundle(blob, trusted = []) {
  const report = { verdict: 'intact', keysFromWithin: trusted.length === 0, keys: [], checkpoint: null, object: null, entries: [], faults: [] }
  try {
    await check(blob, trusted, report)
  } catch (e) {
    if (!(e instanceof Unreadable)) throw e
    report.faults.push({ code: 'Unreadable', file: '', found: e.message })
  }
  if (report.faults.length > 0) report.verdict = report.faults.every(f => f.code === 'Unreadable') ? 'unreadable' : 'tampered'
  else if (report.entries.some(e => e.content === 'too-large')) report.verdict = 'incomplete'
  return report
}

async function check(blob, trusted, report) {
  const members = await readDirectory(blob)
  const small = async name => {
    const member = members.get(name)
    if (!member) return null
    if (member.size > MOST_SMALL) throw new Unreadable(name)
    return new Uint8Array(await (await content(blob, member)).arrayBuffer())
  }
  const manifest = parseManifest(await small('manifest.json'))
  report.object = manifest.object

  const keysInside = await small('keys')
  if (!keysInside) report.faults.push({ code: 'FileMissing', file: 'keys' })
  const inside = keysInside ? text(keysInside).split('\n').filter(Boolean) : []
  const keys = await readKeys(inside, 'keys', report)
  const known = trusted.length > 0 ? await readKeys(trusted, '', report) : keys
  report.keys = known.map(k => ({ name: k.name, id: k.id }))

  const note = await small('checkpoint')
  const refusal = note ? await openCheckpoint(note, known, report) : 'NoSignatures'
  if (refusal) report.faults.push({ code: 'CheckpointRefused', file: 'checkpoint', found: refusal })

  for (const line of inside) {
    const name = line.slice(0, Math.max(0, line.indexOf('+')))
    const origin = report.checkpoint?.origin
    if (origin && name !== origin && !name.startsWith(origin + '/')) report.faults.push({ code: 'KeyWrong', file: 'keys', expected: origin, found: name })
  }

  const listed = new Set(FIXED)
  for (const item of manifest.entries) {
    listed.add(item.entry)
    if (item.content) listed.add(item.content)
    report.entries.push(await checkEntry(blob, members, item, await small(item.entry), report))
  }
  if (!report.entries.some(e => e.fields?.obj === manifest.object)) report.faults.push({ code: 'FileUnproven', file: 'manifest.json', expected: manifest.object })
  for (const name of members.keys()) if (!listed.has(name)) report.faults.push({ code: 'FileUnproven', file: name })
}

function parseManifest(bytes) {
  if (!bytes) throw new Unreadable('manifest.json')
  let manifest
  try {
    manifest = JSON.parse(text(bytes))
  } catch {
    throw new Unreadable('manifest.json')
  }
  const isEntry = e => Number.isSafeInteger(e?.index) && typeof e.entry === 'string' && Array.isArray(e.proof)
    && e.proof.every(p => typeof p === 'string') && (e.content === null || e.content === undefined || typeof e.content === 'string')
  if (manifest?.format !== FORMAT || typeof manifest.object !== 'string' || !Array.isArray(manifest.entries) || !manifest.entries.every(isEntry))
    throw new Unreadable('manifest.json')
  return manifest
}

async function checkEntry(blob, members, item, bytes, report) {
  const result = { index: item.index, file: item.entry, fields: null, proven: false, content: 'none', contentFile: item.content ?? null }
  if (!bytes) {
    report.faults.push({ code: 'FileMissing', file: item.entry })
    return result
  }
  result.fields = readEntry(bytes)
  if (!result.fields) {
    report.faults.push({ code: 'EntryMalformed', file: item.entry })
    return result
  }
  const subject = result.fields.obj
  const leaf = await sha256(join([0], bytes))
  if (report.checkpoint) {
    const root = await rootOf(leaf, item.index, report.checkpoint.size, item.proof.map(p => base64(p)))
    result.proven = root !== null && same(root, report.checkpoint.rootBytes)
    if (!result.proven) report.faults.push({ code: 'ProofWrong', subject, file: item.entry, expected: hex(report.checkpoint.rootBytes), found: hex(leaf) })
  }
  if (item.content) result.content = await checkContent(blob, members.get(item.content), item.content, result.fields, report)
  return result
}

async function checkContent(blob, member, path, fields, report) {
  if (!member) {
    report.faults.push({ code: 'FileMissing', subject: fields.obj, file: path, expected: fields.sha256 })
    return 'missing'
  }
  if (member.size > MOST_CONTENT) return 'too-large'
  const bytes = new Uint8Array(await (await content(blob, member)).arrayBuffer())
  const found = hex(await sha256(fields.salt ? join(unhex(fields.salt), bytes) : bytes))
  if (found === fields.sha256) return 'same'
  report.faults.push({ code: 'FileChanged', subject: fields.obj, file: path, expected: fields.sha256, found })
  return 'changed'
}

// Only the canonical form (RFC 8785) of a version 1 entry is taken; its letters are ASCII, so sorting and JSON.stringify give it.
function readEntry(bytes) {
  try {
    const written = text(bytes)
    const fields = JSON.parse(written)
    const sorted = Object.fromEntries(Object.keys(fields).sort().map(k => [k, fields[k]]))
    const needed = ['type', 'id', 't', 'actor', 'obj', 'sha256'].every(k => typeof fields[k] === 'string')
    return fields.v === 1 && needed && JSON.stringify(sorted) === written ? fields : null
  } catch {
    return null
  }
}

// RFC 9162 2.1.3.2. Halving by arithmetic: the bit operations of the language end at 32 bits.
async function rootOf(leaf, index, size, proof) {
  if (index < 0 || index >= size || proof.some(p => p?.length !== 32)) return null
  let fn = index, sn = size - 1, r = leaf
  const half = () => { fn = Math.floor(fn / 2); sn = Math.floor(sn / 2) }
  for (const p of proof) {
    if (sn === 0) return null
    if (fn % 2 === 1 || fn === sn) {
      r = await sha256(join([1], p, r))
      while (fn % 2 === 0 && fn !== 0) half()
    } else {
      r = await sha256(join([1], r, p))
    }
    half()
  }
  return sn === 0 ? r : null
}

async function readKeys(lines, file, report) {
  const keys = []
  for (const line of lines) {
    const key = await readKey(line.trim())
    if (!key) report.faults.push({ code: 'KeyWrong', file, found: line.slice(0, 80) })
    else if (key.verify) keys.push(key)
  }
  return keys
}

async function readKey(line) {
  const plus = line.indexOf('+')
  const name = line.slice(0, plus), id = line.slice(plus + 1, plus + 9), encoded = base64(line.slice(plus + 10))
  if (plus < 1 || line[plus + 9] !== '+' || !encoded || encoded.length < 2) return null
  const hashed = encoded[0] === 2 ? encoded.slice(1) : join(new TextEncoder().encode(name), [10], encoded)
  if (hex((await sha256(hashed)).slice(0, 4)) !== id) return null
  if (encoded[0] !== 2) return { name, id }   // a type of signature a browser cannot be relied on to check
  try {
    const key = await crypto.subtle.importKey('spki', encoded.slice(1), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify'])
    const verify = (signed, signature) => {
      const raw = rawSignature(signature)
      return raw !== null && crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, raw, signed)
    }
    return { name, id, verify }
  } catch {
    return null
  }
}

// The note has the signature in DER, WebCrypto wants r and s of 32 bytes each.
function rawSignature(der) {
  const number = at => {
    if (der[at] !== 2) return null
    const end = at + 2 + der[at + 1]
    let bytes = der.slice(at + 2, end)
    if (bytes.length === 0 || end > der.length) return null
    while (bytes.length > 32 && bytes[0] === 0) bytes = bytes.slice(1)
    return bytes.length > 32 ? null : { bytes: join(new Uint8Array(32 - bytes.length), bytes), end }
  }
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return null
  const r = number(2)
  const s = r && number(r.end)
  return s && s.end === der.length ? join(r.bytes, s.bytes) : null
}

// C2SP signed-note and tlog-checkpoint; returns the reason of refusal, or null after setting report.checkpoint.
async function openCheckpoint(bytes, known, report) {
  let note
  try {
    note = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return 'NotText'
  }
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0009\u000b-\u001f]/.test(note)) return 'NotText'
  const gap = note.lastIndexOf('\n\n')
  if (gap < 0 || gap + 2 === note.length || !note.endsWith('\n')) return 'NoSignatures'
  const signed = note.slice(0, gap + 1)
  const good = []
  for (const line of note.slice(gap + 2, -1).split('\n')) {
    const parts = /^— ([^\s+]+) ([A-Za-z0-9+/]+=*)$/.exec(line)
    const signature = parts && base64(parts[2])
    if (!signature || signature.length < 5) return 'MalformedSignature'
    const key = known.find(k => k.name === parts[1] && k.id === hex(signature.slice(0, 4)))
    if (!key) continue
    if (!await key.verify(new TextEncoder().encode(signed), signature.slice(4))) return 'BadSignature'
    good.push(key)
  }
  if (good.length === 0) return 'NoKnownKey'
  const lines = /^([^\s+]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n$/.exec(signed)
  const root = lines && base64(lines[3])
  if (!root || root.length !== 32 || !Number.isSafeInteger(Number(lines[2]))) return 'MalformedCheckpoint'
  if (!good.some(k => k.name === lines[1])) return 'OtherOrigin'
  report.checkpoint = { origin: lines[1], size: Number(lines[2]), root: hex(root), rootBytes: root }
  return null
}

// The central directory of a zip whose members are stored, zip64 included.
async function readDirectory(blob) {
  const tailStart = Math.max(0, blob.size - 65557)
  const tail = new DataView(await blob.slice(tailStart).arrayBuffer())
  let end = tail.byteLength - 22
  while (end >= 0 && tail.getUint32(end, true) !== 0x06054b50) end--
  if (end < 0) throw new Unreadable('zip')
  let count = tail.getUint16(end + 10, true), size = tail.getUint32(end + 12, true), start = tail.getUint32(end + 16, true)
  if (end >= 20 && tail.getUint32(end - 20, true) === 0x07064b50) {
    const at = Number(tail.getBigUint64(end - 12, true))
    const wide = new DataView(await blob.slice(at, at + 56).arrayBuffer())
    if (wide.byteLength < 56 || wide.getUint32(0, true) !== 0x06064b50) throw new Unreadable('zip64')
    count = Number(wide.getBigUint64(32, true))
    size = Number(wide.getBigUint64(40, true))
    start = Number(wide.getBigUint64(48, true))
  }
  if (start + size > blob.size) throw new Unreadable('zip')
  const directory = new DataView(await blob.slice(start, start + size).arrayBuffer())
  const members = new Map()
  for (let at = 0, i = 0; i < count; i++) {
    if (at + 46 > directory.byteLength || directory.getUint32(at, true) !== 0x02014b50) throw new Unreadable('zip')
    const member = { method: directory.getUint16(at + 10, true), packed: directory.getUint32(at + 20, true), size: directory.getUint32(at + 24, true), offset: directory.getUint32(at + 42, true) }
    const nameLength = directory.getUint16(at + 28, true), extraLength = directory.getUint16(at + 30, true)
    const next = at + 46 + nameLength + extraLength + directory.getUint16(at + 32, true)
    if (next > directory.byteLength) throw new Unreadable('zip')
    const name = new TextDecoder().decode(new Uint8Array(directory.buffer, at + 46, nameLength))
    widen(member, directory, at + 46 + nameLength, extraLength)
    if (member.method !== 0 || member.packed !== member.size || members.has(name)) throw new Unreadable(name)
    members.set(name, member)
    at = next
  }
  return members
}

function widen(member, directory, at, length) {
  for (const end = at + length; at + 4 <= end; at += 4 + directory.getUint16(at + 2, true)) {
    if (directory.getUint16(at, true) !== 1) continue
    let field = at + 4
    for (const name of ['size', 'packed', 'offset']) {
      if (member[name] !== 0xffffffff) continue
      if (field + 8 > end) throw new Unreadable('zip64')
      member[name] = Number(directory.getBigUint64(field, true))
      field += 8
    }
  }
}

async function content(blob, member) {
  const head = new DataView(await blob.slice(member.offset, member.offset + 30).arrayBuffer())
  if (head.byteLength < 30 || head.getUint32(0, true) !== 0x04034b50) throw new Unreadable('zip')
  const start = member.offset + 30 + head.getUint16(26, true) + head.getUint16(28, true)
  return blob.slice(start, start + member.size)
}

async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

function base64(written) {
  try {
    const raw = atob(written)
    return btoa(raw) === written ? Uint8Array.from(raw, c => c.charCodeAt(0)) : null
  } catch {
    return null
  }
}

function join(...parts) {
  const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

function text(bytes) {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

function hex(bytes) {
  return Array.from(bytes, b => b.toString(16).padStart(2, '0')).join('')
}

function unhex(written) {
  return Uint8Array.from(written.match(/../g) ?? [], pair => parseInt(pair, 16))
}

function same(a, b) {
  return a.length === b.length && a.every((x, i) => x === b[i])
}
