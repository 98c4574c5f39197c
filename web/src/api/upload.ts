import { toProblem } from './problem'
import type { StoredFile } from './shapes'

/** Stores a file; `progress` hears 0..1 while it goes up. Throws Problem (wrong type, too large, no room). */
export function upload(file: Blob, name: string, progress: (part: number) => void = () => {}): Promise<StoredFile> {
  const form = new FormData()
  form.append('file', file, name)
  return new Promise((resolve, reject) => {
    // fetch cannot tell how much has gone up.
    const request = new XMLHttpRequest()
    request.open('POST', '/api/files')
    request.responseType = 'json'
    request.setRequestHeader('X-Requested-With', 'qingjian')
    request.upload.onprogress = event => { if (event.lengthComputable) progress(event.loaded / event.total) }
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as StoredFile)
      else reject(toProblem(request.status, request.response))
    }
    request.onerror = () => reject(toProblem(0, undefined))
    request.send(form)
  })
}
