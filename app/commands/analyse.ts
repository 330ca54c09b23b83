import { analyseFile } from "./analyse/analyse-file.ts";
import { analyseText } from "./analyse/analyse-text.ts";
import { folderOfUser } from "./analyse/folder-of-user.ts";
import { readArguments } from "./analyse/read-arguments.ts";
import { sentenceOf } from "./analyse/sentence-of.ts";

/** `npm run --silent analyse -- request.json`: survey estimates of a CSV file as JSON. */
async function main(): Promise<number> {
  try {
    const { help, request, weights } = readArguments(process.argv.slice(2));
    if (help) console.log(analyseText("help"));
    else
      console.log(
        JSON.stringify(await analyseFile(request, weights, { here: folderOfUser(process.env) }), null, 2),
      );
    return 0;
  } catch (error) {
    const sentence = sentenceOf(error);
    console.error(sentence ?? analyseText("failed", { reason: (error as Error).message }));
    return sentence === null ? 1 : 2;
  }
}

process.exitCode = await main();
