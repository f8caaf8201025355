// Tokens by the SDK's calls of Globus Auth.

import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';

import { auth } from '@globus/sdk';

import { answered, refused } from '../support/answers.js';
import { call } from '../support/sdk.js';
import {
    authorizeUrl, basic, byServer, clientHeader, clientTokens, consent, flowScope, flowsScope, people, personTokens, pkce,
    sealedRequest,
} from '../support/signin.js';
import { examples } from '../support/world.js';

const { token } = auth.oauth2;

// A token answer in OAuth's own shape of an error.
async function oauthError(status, error, request) {
    const document = await answered(status, request);
    assert.equal(document.error, error, JSON.stringify(document));
}

export function describeTokens(it) {
    it('client credentials give one token a resource server', async (world) => {
        const document = await clientTokens(`${flowsScope('view_flows')} ${flowsScope('manage_flows')} `
            + flowScope(examples.transfer));
        assert.equal(document.token_type, 'Bearer');
        assert.ok(document.expires_in > 0);
        const tokens = byServer(document);
        assert.deepEqual(Object.keys(tokens).sort(), ['flows.globus.org', examples.transfer].sort());
        assert.deepEqual(tokens['flows.globus.org'].scope.split(' ').sort(),
            [flowsScope('manage_flows'), flowsScope('view_flows')]);
        await answered(200, call('flows.getAll', tokens['flows.globus.org'].access_token));
        const missing = await refused(403, 'MISSING_SCOPE', call('runs.getAll', tokens['flows.globus.org'].access_token));
        assert.match(missing.detail, /\/run_(status|manage)$/);
        await refused(403, 'MISSING_SCOPE', call('flows.getAll', tokens[examples.transfer].access_token));
        await refused(401, 'AUTHENTICATION_ERROR', call('flows.getAll', world.ownerAuth)); // that is for Auth
    });

    it('a wrong secret gives none', async (world) => {
        const payload = { grant_type: 'client_credentials', scope: flowsScope('all') };
        await oauthError(401, 'invalid_client',
            token.token({ payload, headers: { Authorization: basic(world.client, 'guessed') } }));
        await oauthError(400, 'unsupported_grant_type', token.token({
            payload: { ...payload, grant_type: 'password' }, headers: { Authorization: clientHeader() },
        }));
    });

    it('a person signs in with PKCE, and the id token is signed', async (world) => {
        const nonce = 'a-nonce';
        const tokens = await personTokens(world.native, people.starter, `openid profile email ${flowsScope('all')}`,
            { nonce });
        assert.deepEqual(Object.keys(tokens).sort(), ['auth.globus.org', 'flows.globus.org']);
        const [head, claims, signature] = tokens['auth.globus.org'].id_token.split('.');
        assert.equal(JSON.parse(Buffer.from(head, 'base64url')).alg, 'RS512');
        const said = JSON.parse(Buffer.from(claims, 'base64url'));
        assert.equal(said.sub, people.starter);
        assert.equal(said.nonce, nonce);
        assert.equal(said.aud, world.native);
        const { keys } = await answered(200, fetch(`${world.emulator.url}/jwk.json`));
        const key = createPublicKey({ key: keys[0], format: 'jwk' });
        assert.ok(verify('RSA-SHA512', Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, 'base64url')));
        const person = await answered(200, auth.oauth2.userinfo({
            headers: { Authorization: `Bearer ${tokens['auth.globus.org'].access_token}` },
        }));
        assert.equal(person.preferred_username, 'starter@emulator');
    });

    it('a code is good once, and for its verifier alone', async (world) => {
        const { verifier, challenge } = pkce();
        const led = await consent(world.native, people.owner, flowsScope('all'), challenge);
        const payload = {
            grant_type: 'authorization_code', code: led.searchParams.get('code'), redirect_uri: led.origin,
            client_id: world.native, code_verifier: pkce().verifier,
        };
        await oauthError(401, 'invalid_grant', token.exchange({ payload }));
        const good = await answered(200, token.exchange({ payload: { ...payload, code_verifier: verifier } }));
        await answered(200, call('flows.getAll', good.access_token));
        await oauthError(401, 'invalid_grant', token.exchange({ payload: { ...payload, code_verifier: verifier } }));
        await refused(401, 'AUTHENTICATION_ERROR', call('flows.getAll', good.access_token)); // it was stolen, perhaps
    });

    it('the consent page wants S256, and denying gives no code', async (world) => {
        const { challenge } = pkce();
        const url = authorizeUrl(world.native, flowsScope('all'), challenge);
        const page = await (await fetch(url)).text();
        const body = new URLSearchParams({ request: sealedRequest(page), identity: people.owner, decision: 'deny' });
        const denied = await fetch(new URL('/v2/oauth2/authorize', url), { method: 'POST', body, redirect: 'manual' });
        const led = new URL(denied.headers.get('location'));
        assert.equal(led.searchParams.get('error'), 'access_denied');
        assert.equal(led.searchParams.get('code'), null);
        url.searchParams.set('code_challenge_method', 'plain');
        const refusal = await fetch(url, { redirect: 'manual' });
        assert.equal(refusal.status, 400);
        assert.match(refusal.headers.get('content-type'), /^text\/html/);
    });

    it('refreshes, looks at and revokes a token', async (world) => {
        const tokens = await personTokens(world.native, people.owner, flowsScope('all'), { access_type: 'offline' });
        const first = tokens['flows.globus.org'];
        const renewed = await answered(200, token.refresh({
            payload: { grant_type: 'refresh_token', refresh_token: first.refresh_token, client_id: world.native },
        }));
        assert.equal(renewed.resource_server, 'flows.globus.org');
        assert.notEqual(renewed.access_token, first.access_token);
        await answered(200, call('flows.getAll', renewed.access_token));
        assert.deepEqual(await answered(200, token.validate({
            payload: { token: renewed.access_token, client_id: world.native },
        })), { active: true });
        for (const dead of [first.refresh_token, renewed.access_token, 'never-was-one']) {
            const gone = await answered(200, token.revoke({ payload: { token: dead, client_id: world.native } }));
            assert.deepEqual(gone, { active: false });
        }
        await refused(401, 'AUTHENTICATION_ERROR', call('flows.getAll', renewed.access_token));
    });

    it('a client looks at its own token', async (world) => {
        const { access_token: own } = await clientTokens(flowsScope('all'));
        const seen = await answered(200, token.introspect({
            payload: { token: own, include: 'identity_set' }, headers: { Authorization: clientHeader() },
        }));
        assert.equal(seen.active, true);
        assert.equal(seen.client_id, world.client);
        assert.equal(seen.scope, flowsScope('all'));
        const none = await answered(200, token.introspect({
            payload: { token: createHash('sha256').update(own).digest('hex') },
            headers: { Authorization: clientHeader() },
        }));
        assert.deepEqual(none, { active: false });
    });

    it('finds people and consents', async (world) => {
        const options = (query) => ({ query, headers: { Authorization: `Bearer ${world.ownerAuth}` } });
        const byId = await answered(200, auth.identities.getAll(options({ ids: Object.values(people) })));
        assert.deepEqual(byId.identities.map((one) => one.username).sort(),
            ['approver@emulator', 'owner@emulator', 'starter@emulator']);
        const named = { usernames: ['owner@emulator', 'approver@emulator'] };
        const byName = await answered(200, auth.identities.getAll(options(named)));
        assert.deepEqual(byName.identities.map((one) => one.id).sort(), [people.owner, people.approver].sort());
        const { identity } = await answered(200, auth.identities.get(people.approver, options()));
        assert.equal(identity.username, 'approver@emulator');
        const { consents } = await answered(200, auth.identities.consents.getAll(people.owner, options()));
        assert.ok(consents.some((one) => one.scope_name === flowsScope('all')), JSON.stringify(consents));
    });
}
