let sound: AudioContext | undefined;

const RIGHT = { pitch: 1320, seconds: 0.08, shake: [30] };
const WRONG = { pitch: 220, seconds: 0.35, shake: [120, 60, 120] };
const LOUD = 0.15;

/** Tells hands that hold a scanner, without their eyes: high and short is right, deep and long is wrong. */
export function signal(right: boolean): void {
  const { pitch, seconds, shake } = right ? RIGHT : WRONG;
  if ('vibrate' in navigator) navigator.vibrate(shake);
  if (!('AudioContext' in window)) return;
  sound ??= new AudioContext();
  const tone = sound.createOscillator();
  const volume = sound.createGain();
  volume.gain.value = LOUD;
  tone.frequency.value = pitch;
  tone.connect(volume).connect(sound.destination);
  tone.start();
  tone.stop(sound.currentTime + seconds);
}
