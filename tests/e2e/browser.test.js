// A real browser. A page at another origin neither reads anything from the emulator nor starts anything there, whatever it
// knows; by itself, the emulator's sign-in works in it, without JavaScript.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { describeFrames } from './parts/frames.js';
import { describeRebinding } from './parts/rebinding.js';
import { describeSignIn } from './parts/signin.js';
import { until } from './support/answers.js';
import { reading, writing } from './support/attacks.js';
import { Browser } from './support/browser.js';
import { Elsewhere, secret } from './support/elsewhere.js';
import { Emulator } from './support/emulator.js';
import { authorizeUrl, flowsScope, pkce, people, sealedRequest } from './support/signin.js';
import { snapshot } from './support/snapshot.js';
import { examples, waiting, World } from './support/world.js';

// Another port; another name for this machine; another site.
const names = ['127.0.0.1', 'localhost', 'evil.example'];

describe('a browser', () => {
    const rig = {};

    before(async () => {
        rig.emulator = await Emulator.start('--examples');
        rig.world = await new World(rig.emulator).signIn();
        const flow = await rig.world.create({ title: 'Mine', definition: waiting });
        rig.run = (await rig.world.start(flow.id)).run_id;
        rig.flow = flow.id;
        rig.flowToken = await rig.world.flowToken(examples.transfer);
        rig.attacker = await Elsewhere.start();
        rig.careless = await Elsewhere.start(true);
        rig.browser = await Browser.start({ 'evil.example': '127.0.0.1', 'rebound.example': '127.0.0.1' });
    });
    after(async () => {
        await rig.browser?.stop();
        await rig.attacker?.stop();
        await rig.careless?.stop();
        assert.equal(await rig.emulator?.stop(), 0);
    });

    for (const name of names) {
        describe(`with a page of ${name} on another port`, () => {
            let page;
            before(async () => { page = await rig.browser.open(rig.attacker.at(name)); });
            after(() => page.close());

            for (const [attack, action] of Object.entries(reading)) {
                it(`reads nothing by ${attack}`, async () => {
                    const token = rig.world.app;
                    const careless = await page.run(action, { target: `${rig.careless.at('127.0.0.1')}/jwk.json`, token });
                    assert.ok([secret, 'it opened'].some((word) => careless.includes(word)), `no attack: ${careless}`);
                    const before = await snapshot(rig.world);
                    for (const path of ['/', '/flows', '/runs', `/runs/${rig.run}/log`, '/jwk.json',
                        '/.well-known/openid-configuration', '/_emulator/status', '/v2/oauth2/userinfo', '/nowhere'])
                        assert.equal(await page.run(action, { target: rig.emulator.url + path, token }), '', path);
                    const control = { target: `${rig.emulator.url}/_emulator/status`, token: rig.emulator.endpoint.control_token };
                    assert.equal(await page.run(action, control), '');
                    assert.equal(await snapshot(rig.world), before);
                });
            }

            for (const [attack, action] of Object.entries(writing)) {
                it(`starts nothing by ${attack}`, async () => {
                    const { seen } = rig.careless;
                    const path = `/${encodeURIComponent(attack)}`;
                    await page.run(action, { target: rig.careless.at('127.0.0.1') + path, token: 'x', json: '{"a": 1}', fields: {} });
                    const arrived = (line) => !line.startsWith('OPTIONS') && line.endsWith(path);
                    await until(() => seen, () => seen.some(arrived), 'the attack');
                    const before = await snapshot(rig.world);
                    for (const each of await targets(rig))
                        assert.equal(await page.run(action, { ...each, target: rig.emulator.url + each.path }), '', each.path);
                    assert.equal(await snapshot(rig.world), before);
                    assert.ok(!rig.attacker.seen.some((line) => line.includes('code=')), rig.attacker.seen.join('\n'));
                });
            }

        });
        describe(`with a page of ${name} that has frames`, () => describeFrames(it, rig, name));
    }
    describe('under a name that was rebound', () => describeRebinding(it, rig));
    describe('on its own pages', () => describeSignIn(it, rig));
});

// What would change something, were it let through: where, with which token, as JSON and as a form.
async function targets(rig) {
    // An attacker who somehow got hold of what the consent page sealed, and to whom the code would be led.
    const url = authorizeUrl(rig.world.native, flowsScope('all'), pkce().challenge,
        { redirect_uri: rig.attacker.at('localhost') });
    const sealed = sealedRequest(await (await fetch(url)).text());
    const start = { body: { source: { id: 'x', path: '/' }, destination: { id: 'y', path: '/' } } };
    const of = (path, token, document, fields = { ...document }) => (
        { path, token, json: JSON.stringify(document), fields });
    return [
        of(`/flows/${examples.transfer}/run`, rig.flowToken, start, { body: JSON.stringify(start.body) }),
        of('/flows', rig.world.app, { title: 'Theirs', definition: waiting }, { title: 'Theirs' }),
        of(`/flows/${rig.flow}`, rig.world.app, { title: 'Taken over' }),
        of(`/runs/${rig.run}`, rig.world.app, { label: 'Taken over' }),
        of(`/runs/${rig.run}/cancel`, rig.world.app, {}),
        of(`/runs/${rig.run}/release`, rig.world.app, {}),
        of('/batch/runs', rig.world.app, { filters: { run_ids: [rig.run] }, set: { status: 'cancel' } }, {}),
        of('/registered_apis', rig.world.app, { name: 'Theirs' }),
        of('/v2/oauth2/authorize', rig.world.app, {}, { request: sealed, identity: people.owner, decision: 'allow' }),
        of('/v2/oauth2/token', rig.world.app, {}, {
            grant_type: 'client_credentials', client_id: rig.world.client, scope: flowsScope('all'),
        }),
        of('/_emulator/clock', rig.emulator.endpoint.control_token, { advance_seconds: 31622400 }),
        of('/_emulator/auth', rig.emulator.endpoint.control_token, { rotate_refresh_tokens: true }),
    ];
}
