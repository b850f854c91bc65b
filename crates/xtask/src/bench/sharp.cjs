// sharp, doing what the press does: `node sharp.cjs JOBS.json`, a list of
// { original, width, height, format, options, out }.
const fs = require("node:fs");
const os = require("node:os");
const sharp = require("sharp");

const cores = os.cpus().length;
// Where the C library is glibc, sharp keeps to one thread a picture unless it is told.
sharp.concurrency(cores);

const jobs = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
// The largest first: then no core is left alone with one of them at the end.
jobs.sort((a, b) => b.width - a.width);

async function worker() {
  for (let job; (job = jobs.shift()); ) {
    await sharp(job.original)
      .autoOrient()
      .resize(job.width, job.height, { fit: "fill" })
      [job.format](job.options)
      .toFile(job.out);
  }
}

Promise.all(Array.from({ length: cores }, worker)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
