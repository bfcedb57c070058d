let context: AudioContext | undefined;

/** How late it may sound: what comes later than that tells of nothing that just happened. */
const patience = 1_000;

let sounding: Promise<void> | undefined;

/** Two soft notes, a fourth apart; one pair at a time. Nothing is heard where the browser doesn't let a page sound before it was touched, nor afterwards. */
export function playSound(): Promise<void> {
  return sounding ??= play().catch(() => {
    // A device without sound.
  }).finally(() => { sounding = undefined; });
}

async function play(): Promise<void> {
  const audio = context ??= new AudioContext();
  await Promise.race([audio.resume(), new Promise((resolve) => setTimeout(resolve, patience))]);
  if (audio.state !== "running") return;
  note(audio, 587.33, 0);
  note(audio, 783.99, 0.11);
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
