let context: AudioContext | undefined;

/** Two soft notes, a fourth apart. Nothing is heard where the browser doesn't let a page sound before it was touched. */
export async function playSound(): Promise<void> {
  try {
    context ??= new AudioContext();
    await context.resume();
    note(context, 587.33, 0);
    note(context, 783.99, 0.11);
  } catch {
    // A device without sound.
  }
}

function note(audio: AudioContext, frequency: number, after: number): void {
  const at = audio.currentTime + after;
  const tone = audio.createOscillator(), volume = audio.createGain();
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.12, at + 0.012);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.45);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + 0.5);
}
