import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader';
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { Detector } from './detector';

const OPTIONS: ReaderOptions = {
  formats: ['EAN13', 'EAN8', 'UPCA', 'UPCE', 'ITF', 'Code128', 'DataMatrix', 'QRCode'],
  tryHarder: true,
  maxNumberOfSymbols: 4,
};
/** Wider pictures say no more of a code that fills a hand, and take longer. */
const WIDEST = 1280;

/** Our own decoder, served by us; it looks at a still of the camera. */
export async function openDecoder(): Promise<Detector> {
  await prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true });
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  return {
    detect: async (source) => {
      const { videoWidth, videoHeight } = source;
      if (!pen || videoWidth === 0) return [];
      const scale = Math.min(1, WIDEST / videoWidth);
      canvas.width = Math.round(videoWidth * scale);
      canvas.height = Math.round(videoHeight * scale);
      pen.drawImage(source, 0, 0, canvas.width, canvas.height);
      const found = await readBarcodes(pen.getImageData(0, 0, canvas.width, canvas.height), OPTIONS);
      return found.filter((code) => code.isValid).map((code) => code.text);
    },
  };
}
