// The SDK's calls about flows.

import assert from 'node:assert/strict';

import { answered, refused } from '../support/answers.js';
import { call } from '../support/sdk.js';
import { flowScope, people, urnOf } from '../support/signin.js';
import { examples, nobody, passing } from '../support/world.js';

const titles = (page) => page.flows.map((flow) => flow.title);

// All pages of a list, as somebody reads them who follows the markers.
export async function everyPage(name, token, key, query, ...ids) {
    const items = [];
    for (let marker; ;) {
        const page = await answered(200, call(name, token, ...ids, { query: { ...query, marker } }));
        items.push(...page[key]);
        assert.ok(items.length <= 1000);
        if (!page.has_next_page)
            return items;
        assert.equal(typeof page.marker, 'string');
        ({ marker } = page);
    }
}

export function describeFlows(it) {
    it('creates, shows, changes and removes one', async (world) => {
        const payload = {
            title: 'Nightly copy', subtitle: 'Of everything', description: 'Ünicode – “quotes” & <tags>',
            definition: { Comment: 'b before a', ...passing }, input_schema: { type: 'object', properties: {} },
            keywords: ['copy', 'night'], flow_viewers: ['public'], flow_starters: ['all_authenticated_users'],
            flow_administrators: [urnOf(people.owner)], run_managers: [], run_monitors: [urnOf(people.approver)],
        };
        const made = await answered(201, call('flows.deploy', world.app, { payload }));
        for (const [key, value] of Object.entries(payload))
            assert.deepEqual(made[key], value, key);
        assert.equal(made.flow_owner, urnOf(world.client));
        assert.equal(made.globus_auth_scope, flowScope(made.id));
        assert.deepEqual(await answered(200, call('flows.get', world.app, made.id)), made);

        const seen = await answered(200, call('flows.get', world.starter, made.id));
        assert.deepEqual(seen.flow_administrators, []); // whom it trusts is the owner's affair
        assert.deepEqual(seen.user_roles.toSorted(), ['flow_starter', 'flow_viewer']);
        await refused(403, 'FORBIDDEN', call('flows.update', world.starter, made.id, { payload: { title: 'Mine' } }));
        await refused(403, 'FORBIDDEN', call('flows.remove', world.starter, made.id));

        const change = { title: 'Hourly copy', keywords: [], flow_viewers: [] };
        const changed = await answered(200, call('flows.update', world.owner, made.id, { payload: change }));
        assert.deepEqual({ ...changed, updated_at: 0, user_role: 0, user_roles: 0 }, {
            ...made, ...change, visible_to: [], updated_at: 0, user_role: 0, user_roles: 0,
        });

        const removed = await answered(200, call('flows.remove', world.app, made.id));
        assert.equal(removed.DELETED, true);
        assert.ok(Date.parse(removed.deleted_at) > 0);
        await refused(404, 'NOT_FOUND', call('flows.get', world.app, made.id));
        await refused(404, 'NOT_FOUND', call('flows.remove', world.app, made.id));
        await refused(404, 'NOT_FOUND', call('flows.update', world.app, made.id, { payload: change }));
    });

    it('lists by roles, texts and order, and cuts pages', async (world) => {
        const own = [];
        for (const [title, keywords] of [['Zeta one', ['x']], ['Alpha, two', ['x', 'y']], ['Mid three', []]])
            own.push(await world.create({ title, keywords, subtitle: `about ${title}`, description: `${title} does it` }));
        const ids = new Set(own.map((flow) => flow.id));
        const list = async (query) => {
            const page = await answered(200, call('flows.getAll', world.app, { query }));
            return { ...page, flows: page.flows.filter((flow) => ids.has(flow.id)) };
        };
        assert.deepEqual(titles(await list({ orderby: 'title ASC' })), ['Alpha, two', 'Mid three', 'Zeta one']);
        assert.deepEqual(titles(await list({ orderby: ['title DESC', 'created_at ASC'] })),
            ['Zeta one', 'Mid three', 'Alpha, two']);
        assert.deepEqual(titles(await list({ filter_title: ['zeta', 'MID'], orderby: 'title ASC' })),
            ['Mid three', 'Zeta one']);
        assert.deepEqual(titles(await list({ filter_keywords: ['y'] })), ['Alpha, two']);
        assert.deepEqual(titles(await list({ filter_subtitle: 'about mid', filter_keywords: 'x' })), []);
        assert.deepEqual(titles(await list({ filter_description: 'zeta one does' })), ['Zeta one']);
        assert.deepEqual(titles(await list({ filter_fulltext: own[1].id })), ['Alpha, two']);
        assert.deepEqual(titles(await list({ filter_scope_string: own[0].globus_auth_scope })), ['Zeta one']);

        const roles = async (filter_roles, token = world.app) => (
            new Set((await everyPage('flows.getAll', token, 'flows', { filter_roles })).map((flow) => flow.id)));
        const viewed = await roles(['flow_viewer', 'flow_starter']);
        assert.ok(viewed.has(examples.transfer) && !viewed.has(own[0].id));
        assert.deepEqual(await roles(['flow_viewers', 'flow_starters']), viewed); // as the service's own document spells
        const both = await roles(['flow_viewer', 'flow_owner']);
        assert.ok(both.has(examples.transfer) && both.has(own[0].id));
        assert.ok(!(await roles('flow_owner', world.starter)).has(own[0].id));
        assert.deepEqual([...await roles(['run_manager', 'run_monitor'])], []);

        const order = { filter_roles: ['flow_viewer', 'flow_owner'], orderby: ['title ASC', 'id ASC'] };
        const whole = await everyPage('flows.getAll', world.app, 'flows', { ...order, per_page: 50 });
        const cut = await everyPage('flows.getAll', world.app, 'flows', { ...order, per_page: 2 });
        assert.ok(whole.length >= 6);
        assert.deepEqual(cut.map((flow) => flow.id), whole.map((flow) => flow.id));
        const second = await answered(200, call('flows.getAll', world.app, { query: { ...order, per_page: 2, page: 2 } }));
        assert.deepEqual(second.flows.map((flow) => flow.id), whole.slice(2, 4).map((flow) => flow.id));
    });

    it('says what is wrong with a query', async (world) => {
        const wrong = [{ filter_roles: ['flow_king'] }, { orderby: ['title SIDEWAYS'] }, { orderby: 'colour ASC' },
            { per_page: 0 }, { per_page: 'many' }, { marker: 'made-up' }];
        for (const query of wrong)
            await refused(400, 'BAD_REQUEST', call('flows.getAll', world.app, { query }));
    });

    it('checks a definition', async (world) => {
        const checked = await answered(200, call('flows.validate', world.app, { payload: { definition: passing } }));
        assert.deepEqual(checked.scopes, {});
        assert.equal(checked.analysis.number_of_possibilities, 1);
        const example = await answered(200, call('flows.get', world.app, examples.transfer));
        const known = await answered(200, call('flows.validate', world.app, {
            payload: { definition: example.definition, input_schema: example.input_schema },
        }));
        assert.ok(known.scopes.User.length > 0);

        const open = { StartAt: 'A', States: { A: { Type: 'Pass' } } };
        const shape = await refused(422, 'UNPROCESSABLE_ENTITY',
            call('flows.validate', world.app, { payload: { definition: open } }));
        assert.deepEqual(shape.detail[0].loc.slice(0, 3), ['definition', 'States', 'A']);
        assert.match(shape.message, /^1 validation error in body\. \$\.definition\.States\.A/);
        const lost = {
            StartAt: 'P',
            States: {
                P: { Type: 'Pass', Parameters: { something: 1 }, Next: 'W' },
                W: { Type: 'Wait', SecondsPath: '$.nothing', End: true },
            },
        };
        const analysed = await refused(422, 'FLOW_VALIDATION_FAILED',
            call('flows.validate', world.app, { payload: { definition: lost } }));
        assert.deepEqual(analysed.detail[0].loc, ['definition', 'States', 'W', 'SecondsPath']);
        await refused(422, 'UNPROCESSABLE_ENTITY', call('flows.validate', world.app, { payload: {} }));
    });

    it('says what is wrong with a flow', async (world) => {
        const bare = await refused(422, 'UNPROCESSABLE_ENTITY', call('flows.create', world.app, {
            payload: { title: 'T', definition: passing, flow_administrators: [people.owner] },
        }));
        assert.deepEqual(bare.detail[0].loc, ['flow_administrators', 0]);
        await refused(422, 'UNPROCESSABLE_ENTITY', call('flows.create', world.app, { payload: { definition: passing } }));
        const { id } = await world.create();
        const long = await refused(422, 'UNPROCESSABLE_ENTITY',
            call('flows.update', world.app, id, { payload: { title: 'x'.repeat(129) } }));
        assert.deepEqual(long.detail[0].ctx, { limit_value: 128 });
        await refused(422, 'UNPROCESSABLE_ENTITY',
            call('flows.update', world.app, id, { payload: { flow_owner: urnOf(people.starter) } }));
    });

    it('hides what somebody may not see', async (world) => {
        const { id } = await world.create({ title: 'Hidden' });
        await refused(404, 'NOT_FOUND', call('flows.get', world.starter, id));
        await refused(404, 'NOT_FOUND', call('flows.remove', world.starter, id));
        await refused(404, 'NOT_FOUND', call('flows.get', world.app, nobody));
        for (const name of ['flows.getAll', 'runs.getAll'])
            await refused(401, 'AUTHENTICATION_ERROR', call(name, undefined));
        await refused(401, 'AUTHENTICATION_ERROR', call('flows.get', 'made-up', id));
    });

    it('takes JSON and nothing else', async (world) => {
        const raw = (body, type) => call('flows.create', world.app, { body, headers: { 'Content-Type': type } });
        assert.equal((await raw('{"title": ', 'application/json')).status, 400);
        assert.equal((await raw('title=x', 'application/x-www-form-urlencoded')).status, 415);
        assert.equal((await raw('[]', 'application/json')).status, 422);
        assert.equal((await raw(`{"title": "${'x'.repeat(1024 * 1024)}"}`, 'application/json')).status, 413);
    });
}
