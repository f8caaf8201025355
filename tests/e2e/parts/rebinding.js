// A name of somebody else's that suddenly means this machine (DNS rebinding): for the browser its page and the emulator
// are one origin then, so that only the emulator itself can tell.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';

import { snapshot } from '../support/snapshot.js';
import { secret } from '../support/elsewhere.js';
import { clientHeader, flowsScope } from '../support/signin.js';
import { examples, passing } from '../support/world.js';

// A page whose own server gave it out before its name was rebound.
async function reboundPage(rig, port) {
    const page = await rig.browser.open('about:blank');
    const url = `http://rebound.example:${port}/given-out-before`;
    await page.send('Fetch.enable', { patterns: [{ urlPattern: url }] });
    const paused = rig.browser.event('Fetch.requestPaused', page.sessionId);
    const gone = page.go(url);
    const { requestId } = await paused;
    await page.send('Fetch.fulfillRequest', {
        requestId, responseCode: 200, responseHeaders: [{ name: 'Content-Type', value: 'text/html' }],
        body: Buffer.from('<!DOCTYPE html><title>theirs</title>').toString('base64'),
    });
    await gone;
    return page;
}

const ask = async (path, options) => {
    const answer = await fetch(path, options).catch(() => null);
    return answer && { status: answer.status, text: await answer.text() };
};

// One request on a connection of its own, byte by byte as it stands. The answer as text.
async function raw(port, head, body = '') {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk) => { text += chunk; });
    socket.write(`${head}Connection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    await once(socket, 'close');
    return text;
}

export function describeRebinding(it, rig) {
    const requests = () => {
        const bearer = (token) => ({ Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' });
        return [
            ['/', {}],
            ['/flows', { headers: bearer(rig.world.app) }],
            [`/runs/${rig.run}`, { headers: bearer(rig.world.app) }],
            ['/_emulator/status', { headers: bearer(rig.emulator.endpoint.control_token) }],
            ['/jwk.json', {}],
            ['/flows', { method: 'POST', headers: bearer(rig.world.app), body: JSON.stringify({ title: 'T', definition: passing }) }],
            [`/runs/${rig.run}/cancel`, { method: 'POST', headers: bearer(rig.world.app) }],
            [`/flows/${rig.flow}`, { method: 'DELETE', headers: bearer(rig.world.app) }],
            [`/flows/${examples.transfer}/run`, { method: 'POST', headers: bearer(rig.flowToken), body: '{"body": {}}' }],
            ['/v2/oauth2/token', {
                method: 'POST', body: `grant_type=client_credentials&scope=${encodeURIComponent(flowsScope('all'))}`,
                headers: { Authorization: clientHeader(), 'Content-Type': 'application/x-www-form-urlencoded' },
            }],
        ];
    };

    it('its page reads and starts nothing, with every token', async () => {
        const careless = await reboundPage(rig, rig.careless.port);
        assert.match((await careless.run(ask, '/flows', {})).text, new RegExp(secret));
        await careless.close();
        const page = await reboundPage(rig, rig.emulator.port);
        const before = await snapshot(rig.world);
        for (const [path, options] of requests()) {
            const answer = await page.run(ask, path, options);
            assert.equal(answer.status, 421, path);
            assert.equal(JSON.parse(answer.text).error.code, 'MISDIRECTED_REQUEST');
        }
        assert.equal(await snapshot(rig.world), before);
        await page.close();
    });

    it('a foreign Host reads and starts nothing', async () => {
        const { port } = rig.emulator;
        const before = await snapshot(rig.world);
        const hosts = [`evil.example:${port}`, `127.0.0.1.evil.example:${port}`, `localhost.evil.example:${port}`, '127.0.0.1',
            `127.0.0.1:${port + 1}`, 'localhost', `127.0.0.2:${port}`, `0.0.0.0:${port}`, `evil@127.0.0.1:${port}`,
            `127.0.0.1:${port}@evil.example`, `[::ffff:127.0.0.1]:${port}`, `localhost.:${port}`, '', ' '];
        for (const host of hosts) {
            for (const [path, { method = 'GET', headers = {}, body }] of requests()) {
                const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('');
                const answer = await raw(port, `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\n${lines}`, body);
                assert.match(answer, /^HTTP\/1\.1 421 /, `${host} ${path}`);
            }
        }
        const authorization = `Authorization: Bearer ${rig.world.app}\r\n`;
        const own = `Host: 127.0.0.1:${port}\r\n`;
        for (const heads of ['', `${own}Host: evil.example:${port}\r\n`, `Host: evil.example:${port}\r\n${own}`,
            `X-Forwarded-Host: 127.0.0.1:${port}\r\n`])
            assert.match(await raw(port, `GET /flows HTTP/1.1\r\n${heads}${authorization}`), /^HTTP\/1\.1 4(00|21) /, heads);
        assert.match(await raw(port, `GET /flows HTTP/1.1\r\n${own}${authorization}`), /^HTTP\/1\.1 200 /); // and this is us
        assert.equal(await snapshot(rig.world), before);
    });
}
