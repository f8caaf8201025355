// A real browser, driven by its own debugging protocol over a pipe: no port, no library, and it ends with the pipe.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const programs = [process.env.FLOWS_CHROMIUM, 'chromium', 'chromium-browser', 'google-chrome'];
const patience = 30_000; // ms, for one answer

function program() {
    const found = programs.find((name) => name && spawnSync('/bin/sh', ['-c', 'command -v "$1"', 'sh', name]).status === 0);
    if (!found)
        throw new Error('there is no chromium; packaging/install-deps installs it');
    return found;
}

export class Browser {
    #child;
    #folder = mkdtempSync(join(tmpdir(), 'flows-browser-'));
    #next = 1;
    #waiting = new Map();
    #events = [];
    #rest = '';

    // Names that are not resolved by the system: { 'evil.example': '127.0.0.1' }.
    static async start(names = {}) {
        const browser = new Browser();
        const rules = Object.entries(names).map(([name, address]) => `MAP ${name} ${address}`).join(',');
        browser.#child = spawn(program(), ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic',
            '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
            '--disable-dev-shm-usage', '--no-proxy-server', '--disable-popup-blocking',
            // What is tested is how the emulator defends itself, not how this browser guards loopback.
            '--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests,HttpsUpgrades',
            `--host-resolver-rules=${rules}`, `--user-data-dir=${browser.#folder}`, '--remote-debugging-pipe',
            'about:blank'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
        browser.#child.stdio[3].on('error', () => {}); // it has ended
        browser.#child.stdio[4].on('data', (chunk) => browser.#received(chunk));
        browser.#child.once('exit', () => {
            for (const { reject } of browser.#waiting.values())
                reject(new Error('the browser ended'));
        });
        await browser.send('Target.setDiscoverTargets', { discover: false });
        return browser;
    }

    #received(chunk) {
        const parts = (this.#rest + chunk).split('\0');
        this.#rest = parts.pop();
        for (const part of parts) {
            const message = JSON.parse(part);
            if (message.id === undefined) {
                for (const take of this.#events)
                    take(message);
                continue;
            }
            const { resolve, reject } = this.#waiting.get(message.id);
            this.#waiting.delete(message.id);
            if (message.error)
                reject(new Error(`${message.error.message} ${message.error.data ?? ''}`));
            else
                resolve(message.result);
        }
    }

    send(method, params = {}, sessionId = undefined) {
        const id = this.#next++;
        this.#child.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
        return new Promise((resolve, reject) => {
            const timer = setTimeout(() => reject(new Error(`${method}: no answer`)), patience);
            const settled = (then) => (value) => { clearTimeout(timer); then(value); };
            this.#waiting.set(id, { resolve: settled(resolve), reject: settled(reject) });
        });
    }

    // The first event of that name in a session.
    event(name, sessionId) {
        return new Promise((resolve, reject) => {
            const timer = setTimeout(() => reject(new Error(`${name} did not come`)), patience);
            const take = (message) => {
                if (message.method !== name || message.sessionId !== sessionId)
                    return;
                clearTimeout(timer);
                this.#events.splice(this.#events.indexOf(take), 1);
                resolve(message.params);
            };
            this.#events.push(take);
        });
    }

    async open(url) {
        const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' });
        const page = await this.attach(targetId);
        await page.send('Page.enable');
        await page.go(url);
        return page;
    }

    async attach(targetId) {
        const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
        return new Page(this, sessionId, targetId);
    }

    async stop() {
        if (this.#child.exitCode === null && this.#child.signalCode === null) {
            const gone = once(this.#child, 'exit');
            this.send('Browser.close').catch(() => {});
            const timer = setTimeout(() => this.#child.kill('SIGKILL'), 5000);
            await gone;
            clearTimeout(timer);
        }
        rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }
}

class Page {
    constructor(browser, sessionId, targetId) {
        Object.assign(this, { browser, sessionId, targetId });
    }

    send(method, params) {
        return this.browser.send(method, params, this.sessionId);
    }

    async go(url) {
        const loaded = this.browser.event('Page.loadEventFired', this.sessionId);
        await this.send('Page.navigate', { url });
        await loaded;
    }

    // Runs a function in the page, and waits for what it promises. Arguments and result are JSON.
    async run(action, ...args) {
        const { result, exceptionDetails } = await this.send('Runtime.evaluate', {
            expression: `(${action})(...${JSON.stringify(args)})`, awaitPromise: true, returnByValue: true,
            userGesture: true,
        });
        if (exceptionDetails)
            throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        return result.value;
    }

    // What a person prefers: `light` or `dark`.
    prefer(scheme) {
        return this.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
    }

    // The size of the window's inside, in CSS pixels.
    resize(width, height) {
        return this.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
    }

    close() {
        return this.browser.send('Target.closeTarget', { targetId: this.targetId });
    }
}
