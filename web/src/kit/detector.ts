/** Tells which codes a picture of the camera shows. */
export interface Detector {
  detect: (source: HTMLVideoElement) => Promise<string[]>;
}

interface Native {
  detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]>;
}
interface NativeClass {
  new (options: { formats: string[] }): Native;
  getSupportedFormats: () => Promise<string[]>;
}

const FORMATS = ['ean_13', 'ean_8', 'upc_a', 'upc_e', 'itf', 'code_128', 'data_matrix', 'qr_code'];

/**
 * The browser's own eye where it has one that knows goods' codes; iPhones and most desktops have none, and fetch a
 * decoder of ours when a camera is first opened.
 */
export async function openDetector(): Promise<Detector> {
  const Own = (window as unknown as { BarcodeDetector?: NativeClass }).BarcodeDetector;
  const known = Own ? await Own.getSupportedFormats().catch((): string[] => []) : [];
  if (Own && known.includes('ean_13')) {
    const eye = new Own({ formats: FORMATS.filter((format) => known.includes(format)) });
    return { detect: async (source) => (await eye.detect(source)).map(({ rawValue }) => rawValue) };
  }
  const { openDecoder } = await import('./decoder');
  return openDecoder();
}
