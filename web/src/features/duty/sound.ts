/** Two short tones, the graver the higher. A browser lets pages sound only after somebody pressed something: so it is switched on by a button. */
export function makeBell() {
  let context: AudioContext | undefined

  function ring(colour: string) {
    if (!context) return
    const height = colour === 'red' ? 988 : colour === 'orange' ? 784 : 587
    for (const [at, pitch] of [[0, height], [0.22, height * 1.25]] as const) {
      const tone = context.createOscillator()
      const loud = context.createGain()
      tone.frequency.value = pitch
      loud.gain.setValueAtTime(0.0001, context.currentTime + at)
      loud.gain.exponentialRampToValueAtTime(0.25, context.currentTime + at + 0.02)
      loud.gain.exponentialRampToValueAtTime(0.0001, context.currentTime + at + 0.2)
      tone.connect(loud).connect(context.destination)
      tone.start(context.currentTime + at)
      tone.stop(context.currentTime + at + 0.21)
    }
  }

  return {
    on() {
      context ??= new AudioContext()
      void context.resume()
      ring('blue')
    },
    off() {
      void context?.close()
      context = undefined
    },
    ring,
  }
}
