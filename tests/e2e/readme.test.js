// README's section for users of the SDKs says what is so: its lines are those that `flows-emulator --env` prints, and its
// program runs.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';

import { Emulator } from './support/emulator.js';

const section = readFileSync(process.env.FLOWS_README, 'utf8').split('\n## ')
    .find((text) => text.startsWith('For users of the SDKs\n'));
const blocks = (language) => [...section.matchAll(new RegExp(`\n\`\`\`${language}\n(.*?)\`\`\`\n`, 'gs'))]
    .map((match) => match[1]);

describe('README for users of the SDKs', () => {
    let emulator;
    before(async () => { emulator = await Emulator.start('--examples'); });
    after(() => emulator?.stop());

    it('has the lines that --env prints', () => {
        const lines = blocks('sh').find((text) => text.startsWith('export '));
        const values = {
            PORT: emulator.port, CLIENT_ID: emulator.endpoint.client_id, CLIENT_SECRET: emulator.endpoint.client_secret,
        };
        const filled = lines.replace(/(?<==')(.*?)(?=')/g, (value) => (
            value.replace(/PORT|CLIENT_ID|CLIENT_SECRET/, (name) => values[name])));
        assert.equal(filled, emulator.environmentLines);
    });

    it('shows how a shell takes them', () => {
        const command = blocks('sh')[0].replace('build/release/bin/flows-emulator', emulator.program)
            .replace('/tmp/emulator', emulator.data);
        const shown = execFileSync('/bin/sh', ['-euc', `${command}\nenv`],
            { env: { PATH: process.env.PATH }, encoding: 'utf8' });
        for (const [name, value] of Object.entries(emulator.environment))
            assert.ok(shown.split('\n').includes(`${name}=${value}`), name);
    });

    it('has a program that lists the examples', () => {
        const [program] = blocks('js');
        const file = new URL('from-readme.mjs', import.meta.url); // beside the packages
        writeFileSync(file, program);
        const printed = execFileSync(process.execPath, [file.pathname],
            { env: { PATH: process.env.PATH, ...emulator.environment }, encoding: 'utf8' });
        rmSync(file);
        for (const title of ['Simple transfer', 'Move files', 'Two-hop transfer'])
            assert.match(printed, new RegExp(`^[0-9a-f-]{36} ${title}$`, 'm'));
        assert.equal(printed.trimEnd().split('\n').length, 3);
    });
});
