// flows-emulator as a child: on a data directory of its own, on a port that the system chose, ended when the test ends.

import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const startTime = 20_000; // ms

export class Emulator {
    #child;
    #folder;

    // Waits until it listens. The environment that it prints for a shell becomes this process' own.
    static async start(...options) {
        const emulator = new Emulator();
        await emulator.#start(options);
        await emulator.#readEnvironment();
        Object.assign(process.env, emulator.environment);
        return emulator;
    }

    async #start(options) {
        this.program = process.env.FLOWS_EMULATOR;
        if (!this.program)
            throw new Error('FLOWS_EMULATOR names no program');
        this.#folder = mkdtempSync(join(tmpdir(), 'flows-e2e-'));
        this.data = join(this.#folder, 'data');
        // It ends when its input closes, so that it does not outlive a test that is killed.
        this.#child = spawn(this.program, ['--data', this.data, '--parent-pipe', ...options],
            { stdio: ['pipe', 'pipe', 'inherit'] });
        const line = once(createInterface(this.#child.stdout), 'line', { signal: AbortSignal.timeout(startTime) });
        const ended = once(this.#child, 'exit').then(([code]) => { throw new Error(`the emulator ended with ${code}`); });
        ended.catch(() => {});
        this.endpoint = JSON.parse((await Promise.race([line, ended]))[0]);
        this.url = this.endpoint.flows_url.replace(/\/$/, '');
        this.port = Number(new URL(this.url).port);
    }

    // What a shell has after it evaluated the lines of `flows-emulator --env`.
    async #readEnvironment() {
        const printed = await promisify(execFile)(this.program, ['--env', '--data', this.data]);
        this.environmentLines = printed.stdout;
        const text = execFileSync('/bin/sh', ['-euc', 'eval "$1"; exec env -0', 'sh', this.environmentLines],
            { env: { PATH: process.env.PATH }, encoding: 'utf8' });
        const set = text.split('\0').filter((entry) => entry.startsWith('GLOBUS_'));
        this.environment = Object.fromEntries(set.map((entry) => entry.split(/=(.*)/s).slice(0, 2)));
    }

    // Asks the control interface. The answer is JSON, and a success.
    async control(path, body) {
        const answer = await fetch(`${this.url}/_emulator/${path}`, {
            method: body ? 'POST' : 'GET',
            headers: { Authorization: `Bearer ${this.endpoint.control_token}`, 'Content-Type': 'application/json' },
            body: body && JSON.stringify(body),
        });
        if (!answer.ok)
            throw new Error(`/_emulator/${path}: ${answer.status} ${await answer.text()}`);
        return answer.json();
    }

    async stop() {
        if (this.#child.exitCode === null && this.#child.signalCode === null) {
            const gone = once(this.#child, 'exit');
            this.#child.kill('SIGTERM');
            await gone;
        }
        rmSync(this.#folder, { recursive: true, force: true });
        return this.#child.exitCode;
    }
}
