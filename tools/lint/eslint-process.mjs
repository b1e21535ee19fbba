// Lints each text that it receives as the file at `place`, and sends the findings. Nothing is written.
import { ESLint } from 'eslint';

const eslint = new ESLint();
process.on('message', async ({ place, source }) => {
  const [result] = await eslint.lintText(source, { filePath: place });
  process.send(result.messages);
});
