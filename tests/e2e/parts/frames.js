// Nothing of the emulator is shown in a frame of another origin's page.

import assert from 'node:assert/strict';

import { authorizeUrl, flowsScope, pkce } from '../support/signin.js';

// Puts an address into a frame, by each of the ways there are.
const ways = {
    iframe: (target) => new Promise((resolve) => {
        const frame = document.createElement('iframe');
        frame.onload = resolve;
        frame.src = target;
        document.body.append(frame);
    }),
    object: (target) => new Promise((resolve) => {
        const frame = document.createElement('object');
        frame.onload = resolve;
        frame.onerror = resolve;
        Object.assign(frame, { type: 'text/html', data: target });
        document.body.append(frame);
    }),
};

// The addresses of what all frames show, in whatever process they are. One that was refused shows an error.
async function framed(rig, page) {
    const of = (tree) => [tree.frame.url, ...(tree.childFrames ?? []).flatMap(of)];
    const { frameTree } = await page.send('Page.getFrameTree');
    const { targetInfos } = await rig.browser.send('Target.getTargets', { filter: [{ type: 'iframe' }] });
    const others = await Promise.all(targetInfos.map(async ({ targetId }) => {
        const frame = await rig.browser.attach(targetId);
        return frame.run(() => location.href);
    }));
    return [...of(frameTree), ...others];
}

export function describeFrames(it, rig, name) {
    for (const [element, way] of Object.entries(ways)) {
        it(`shows nothing by ${element}`, async () => {
            const page = await rig.browser.open(rig.attacker.at(name));
            const careless = `${rig.careless.at('127.0.0.1')}/framed-by-${element}`;
            await page.run(way, careless);
            const shown = await framed(rig, page);
            assert.ok(shown.includes(careless), `no attack: ${shown}`);
            const consent = authorizeUrl(rig.world.native, flowsScope('all'), pkce().challenge).toString();
            for (const path of ['/', '/flows', '/v2/web/logout', '/v2/web/auth-code?code=x', '/_emulator/status'])
                await page.run(way, rig.emulator.url + path);
            await page.run(way, consent);
            const after = await framed(rig, page);
            assert.deepEqual(after.filter((url) => url.startsWith(rig.emulator.url)), []);
            await page.close();
        });
    }
}
