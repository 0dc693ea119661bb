// Runs once for the buttons beside the message box: a photo, and speaking.
daogou.wire(element, (data) => trigger('act', data));
const PHOTO_SIDE = 512;
const SPEAK_MS = 5500; // fits a request as the server takes them
const RATE = 16000;

const base64 = (buffer) => {
  let text = '';
  for (const byte of new Uint8Array(buffer)) text += String.fromCharCode(byte);
  return btoa(text);
};

// The picture is made small here, which also leaves out where and when it was taken.
const photo = async (file) => {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, PHOTO_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const brush = canvas.getContext('2d');
  brush.fillStyle = 'white';
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const small = await new Promise((done) => { canvas.toBlob(done, 'image/jpeg', 0.88); });
  return base64(await small.arrayBuffer());
};

element.querySelector('#dg-photo')?.addEventListener('change', async (event) => {
  const [file] = event.target.files;
  event.target.value = '';
  if (!file) return;
  try {
    const image = await photo(file);
    daogou.echo('Something like this photo');
    trigger('act', { do: 'photo', image });
  } catch {
    daogou.toast('I cannot read this file: choose a photo (JPEG, PNG or WebP).', { trouble: true });
  }
});

// --- Speaking: 16-bit mono at 16 kHz, until the button is pressed again -------------------------
const mic = element.querySelector('#dg-mic');
let stop = null;

const record = async () => {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const audio = new AudioContext({ sampleRate: RATE });
  const source = audio.createMediaStreamSource(stream);
  const taken = [];
  const node = audio.createScriptProcessor(4096, 1, 1);
  node.onaudioprocess = (event) => taken.push(new Float32Array(event.inputBuffer.getChannelData(0)));
  source.connect(node);
  node.connect(audio.destination);
  return async () => {
    source.disconnect();
    stream.getTracks().forEach((track) => track.stop());
    await audio.close();
    const sound = new Int16Array(taken.length * 4096);
    taken.forEach((part, place) => part.forEach((value, i) => {
      sound[place * 4096 + i] = Math.max(-1, Math.min(1, value)) * 32767;
    }));
    return sound;
  };
};

const pressed = (on) => {
  mic.setAttribute('aria-pressed', String(on));
  mic.title = on ? 'Stop and write it down' : 'Speak';
  mic.setAttribute('aria-label', mic.title);
};

mic?.addEventListener('click', async () => {
  if (stop) {
    const end = stop;
    stop = null;
    pressed(false);
    const sound = await end();
    daogou.announce('Writing down what you said.');
    trigger('act', { do: 'voice', sound: base64(sound.buffer) });
    return;
  }
  try {
    stop = await record();
    pressed(true);
    daogou.announce('Listening. Press again to stop.');
    setTimeout(() => { if (stop) mic.click(); }, SPEAK_MS);
  } catch {
    daogou.toast('I may not use the microphone: allow it in your browser, or type.', { trouble: true });
  }
});
