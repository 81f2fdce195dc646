const SIDE = 720;

/** Saves a QR picture as a PNG that is large enough to print. */
export async function downloadPng(svg: string, name: string): Promise<void> {
  const image = new Image();
  image.src = `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = SIDE;
  canvas.height = SIDE;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  // A scanner wants a white ground, whatever the theme.
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, SIDE, SIDE);
  // The squares stay sharp.
  pen.imageSmoothingEnabled = false;
  pen.drawImage(image, 0, 0, SIDE, SIDE);
  const link = document.createElement('a');
  link.href = canvas.toDataURL('image/png');
  link.download = `${name}.png`;
  link.click();
}
