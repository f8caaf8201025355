// The emulator's own pages in a real browser.

import assert from 'node:assert/strict';

import { auth } from '@globus/sdk';

import { answered } from '../support/answers.js';
import { call } from '../support/sdk.js';
import { authorizeUrl, flowsScope, people, pkce, urnOf } from '../support/signin.js';

// Waits until the page shows an address that begins so.
async function arrives(page, beginning) {
    for (let tries = 0; tries < 600; ++tries) {
        const url = await page.run(() => location.href).catch(() => '');
        if (url.startsWith(beginning))
            return new URL(url);
        await new Promise((resolve) => { setTimeout(resolve, 25); });
    }
    throw new Error(`${beginning} was not reached`);
}

// Presses a button as a person does.
async function press(page, selector) {
    const { root } = await page.send('DOM.getDocument');
    const { nodeId } = await page.send('DOM.querySelector', { nodeId: root.nodeId, selector });
    await page.send('DOM.focus', { nodeId });
    for (const type of ['keyDown', 'keyUp'])
        await page.send('Input.dispatchKeyEvent', { type, key: ' ', code: 'Space', text: ' ', windowsVirtualKeyCode: 32 });
}

// The least contrast of all texts of a page with what is behind them, as WCAG 2 counts it.
function leastContrast() {
    const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
    const luminance = (colour) => {
        const [red, green, blue] = channels(colour).map((value) => {
            const part = value / 255;
            return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const ground = (element) => {
        const { backgroundColor } = getComputedStyle(element);
        return channels(backgroundColor)[3] === 0 ? ground(element.parentElement) : backgroundColor;
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let least = 21;
    while (texts.nextNode()) {
        const element = texts.currentNode.parentElement;
        if (!texts.currentNode.data.trim())
            continue;
        const [dark, light] = [getComputedStyle(element).color, ground(element)].map(luminance).sort((a, b) => a - b);
        least = Math.min(least, (light + 0.05) / (dark + 0.05));
    }
    return least;
}

export function describeSignIn(it, rig) {
    it('a person signs in without JavaScript, and the code is good', async () => {
        const { verifier, challenge } = pkce();
        const redirect = rig.attacker.at('localhost'); // here, the client's own
        const page = await rig.browser.open('about:blank');
        await page.send('Emulation.setScriptExecutionDisabled', { value: true });
        await page.go(authorizeUrl(rig.world.native, flowsScope('all'), challenge, { redirect_uri: redirect }).toString());
        await press(page, `input[name=identity][value="${people.approver}"]`);
        await press(page, 'button[value=allow]');
        const led = await arrives(page, redirect);
        const payload = {
            grant_type: 'authorization_code', code: led.searchParams.get('code'), redirect_uri: redirect,
            client_id: rig.world.native, code_verifier: verifier,
        };
        const token = await answered(200, auth.oauth2.token.token({ payload }));
        await answered(200, call('flows.getAll', token.access_token));
        // It is a token of whom was chosen: it opens what is there for him alone.
        const flow = await rig.world.create({ flow_starters: [urnOf(people.approver)] });
        const mine = await answered(200, call('flows.get', token.access_token, flow.id));
        assert.deepEqual(mine.user_roles, ['flow_starter']);
        await page.close();
    });

    it('denying leads back without a code', async () => {
        const redirect = rig.attacker.at('localhost');
        const url = authorizeUrl(rig.world.native, flowsScope('all'), pkce().challenge, { redirect_uri: redirect });
        const page = await rig.browser.open(url.toString());
        await press(page, 'button[value=deny]');
        const led = await arrives(page, redirect);
        assert.equal(led.searchParams.get('error'), 'access_denied');
        assert.equal(led.searchParams.get('code'), null);
        await page.close();
    });

    it('the first page shows what --env prints, but for the secret', async () => {
        const page = await rig.browser.open(`${rig.emulator.url}/`);
        const text = await page.run(() => document.body.innerText);
        const lines = rig.emulator.environmentLines.trimEnd().split('\n');
        assert.equal(lines.length, 5);
        for (const line of lines.filter((each) => !each.includes('SECRET')))
            assert.ok(text.includes(line), `${line} is not in\n${text}`);
        for (const hidden of [rig.emulator.endpoint.client_secret, rig.emulator.endpoint.control_token])
            assert.ok(!text.includes(hidden));
        for (const client of ['Python SDK', 'JavaScript SDK', 'globus command'])
            assert.ok(text.includes(client), client);
        const wide = () => document.documentElement.scrollWidth <= document.documentElement.clientWidth;
        for (const width of [320, 1200]) {
            await page.resize(width, 800);
            assert.ok(await page.run(wide), `it does not fit ${width}`);
        }
        await page.close();
    });

    it('its pages can be read in light and dark', async () => {
        const consent = authorizeUrl(rig.world.native, flowsScope('all'), pkce().challenge, { session_message: 'Please' });
        for (const url of [`${rig.emulator.url}/`, consent.toString(), `${rig.emulator.url}/v2/web/auth-code?code=abc`]) {
            const page = await rig.browser.open(url);
            const grounds = [];
            for (const scheme of ['light', 'dark']) {
                await page.prefer(scheme);
                grounds.push(await page.run(() => getComputedStyle(document.body).backgroundColor));
                assert.ok(await page.run(leastContrast) >= 4.5, `${scheme} ${url}`);
            }
            assert.notEqual(grounds[0], grounds[1]);
            await page.close();
        }
    });
}
