// A data logger of HJ 212-2017 over TCP: writes real packets and waits until the house has answered each.
import { connect } from 'node:net'

const [host, port] = (process.env.QINGJIAN_GATEWAY ?? '127.0.0.1:9212').split(':')

/** CRC of HJ 212-2017, appendix A. */
function crc(bytes) {
  let sum = 0xffff
  for (const byte of bytes) {
    sum = (sum >> 8) ^ byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >> 1) ^ 0xa001 : sum >> 1
  }
  return sum.toString(16).toUpperCase().padStart(4, '0')
}

const digits = at => at.toISOString().replace(/\D/g, '')
/** Beijing clock as a packet writes it, from milliseconds. */
const clock = at => digits(new Date(at + 8 * 3_600_000))

export async function openLogger(mn, password) {
  const socket = connect(Number(port), host)
  await new Promise((done, fail) => socket.once('connect', done).once('error', fail))
  const waiting = new Map()
  let heard = ''
  let turn = 0
  socket.setEncoding('latin1').on('data', text => {
    heard = (heard + text).slice(-20_000)
    for (const [, qn] of heard.matchAll(/QN=(\d{17});[^#]*CN=901[34]/g)) waiting.get(qn)?.()
  })
  return {
    /** Hour values (2061) of the hour that begins at `at`: means by code, at reference oxygen, so that the converted ones are the same. */
    async hour(at, values) {
      // QN tells packets apart: two of one millisecond would be one.
      const qn = clock(Date.now() + turn++)
      const area = Object.entries(values).map(([code, value]) => `${code}-Avg=${value},${code === 'a19001' ? '' : `${code}-ZsAvg=${value},`}${code}-Flag=N`).join(';')
      const segment = `QN=${qn};ST=31;CN=2061;PW=${password};MN=${mn};Flag=5;CP=&&DataTime=${clock(at).slice(0, 14)};${area}&&`
      const answered = new Promise((done, fail) => {
        waiting.set(qn, done)
        setTimeout(() => fail(new Error(`packet ${qn} was not answered`)), 10_000).unref()
      })
      socket.write(`##${String(segment.length).padStart(4, '0')}${segment}${crc(Buffer.from(segment, 'latin1'))}\r\n`)
      await answered
    },
    close: () => socket.end(),
  }
}
