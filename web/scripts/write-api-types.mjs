// Writes src/api/schema.d.ts from src/api/openapi.json, which the server build leaves there.
// Where the server has not been built yet, an open schema is written so that the pages still build.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const at = (path) => new URL(`../src/api/${path}`, import.meta.url)
const description = at('openapi.json')
const target = at('schema.d.ts')

const open = `/* The server has not been built: every path is accepted and nothing is checked. */
/* eslint-disable */
export interface paths { [path: string]: any }
export interface components { schemas: { [name: string]: any } }
`

const text = existsSync(description) ? astToString(await openapiTS(description)) : open
const before = existsSync(target) ? readFileSync(target, 'utf8') : ''
if (before !== text) writeFileSync(target, text)
console.log(`${fileURLToPath(target)}: ${existsSync(description) ? 'from the server' : 'open (no server description yet)'}`)
