/** Output of each program: the history of one pit, and that of a pit that does not exist. */
export interface ClientOutput {
  readonly uptime_share: number | null;
  readonly unknown_share: number;
  readonly pits: number;
  readonly problem: string;
}

/** TypeScript with openapi-typescript and openapi-fetch; ORIGIN, TOKEN, WORKSHOP and PIT come from the environment. */
export const TYPESCRIPT_PROGRAM = `import createClient from 'openapi-fetch';
import type { paths } from './schema';

declare const process: { env: Record<string, string> };
const { ORIGIN = '', TOKEN = '', WORKSHOP = '', PIT = '' } = process.env;
const client = createClient<paths>({ baseUrl: ORIGIN, headers: { authorization: \`Bearer \${TOKEN}\` } });
const id = Number(PIT);
const history = await client.GET('/api/v1/pits/{id}/history', { params: { path: { id } } });
const pits = await client.GET('/api/v1/workshops/{id}/pits', { params: { path: { id: Number(WORKSHOP) } } });
const none = await client.GET('/api/v1/pits/{id}/history', { params: { path: { id: 2147483647 } } });
if (!history.data || !pits.data || !none.error) throw new Error('an answer that is not described');
const share: number | null = history.data.uptime_share;
const problem: string = none.error.code;
console.log(JSON.stringify({
  uptime_share: share,
  unknown_share: history.data.unknown_share,
  pits: pits.data.items.length,
  problem,
}));
`;

/** Python with openapi-python-client. */
export const PYTHON_PROGRAM = `import json, os
from client import AuthenticatedClient
from client.api.pit_history import pit_history_read
from client.api.workshop_pits import workshop_pits_list
from client.models import Problem

client = AuthenticatedClient(base_url=os.environ["ORIGIN"], token=os.environ["TOKEN"])
history = pit_history_read.sync(int(os.environ["PIT"]), client=client)
pits = workshop_pits_list.sync(int(os.environ["WORKSHOP"]), client=client)
none = pit_history_read.sync(2147483647, client=client)
assert isinstance(none, Problem)
print(json.dumps({
    "uptime_share": history.uptime_share,
    "unknown_share": history.unknown_share,
    "pits": len(pits.items),
    "problem": str(none.code),
}))
`;

/** Go with oapi-codegen. Without \`nullable-type\` a null that is there and a field that is not are the same to it. */
export const GO_CONFIG = `package: ppf
generate: { models: true, client: true }
output: ppf/client.go
output-options:
  nullable-type: true
`;

export const GO_PROGRAM = `package main

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"strconv"

	"client/ppf"
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func main() {
	authorize := func(_ context.Context, request *http.Request) error {
		request.Header.Set("Authorization", "Bearer "+os.Getenv("TOKEN"))
		return nil
	}
	client := must(ppf.NewClientWithResponses(os.Getenv("ORIGIN"), ppf.WithRequestEditorFn(authorize)))
	ctx := context.Background()
	pit, workshop := must(strconv.Atoi(os.Getenv("PIT"))), must(strconv.Atoi(os.Getenv("WORKSHOP")))
	history := must(client.PitHistoryReadWithResponse(ctx, pit, nil)).JSON200
	pits := must(client.WorkshopPitsListWithResponse(ctx, workshop, nil)).JSON200
	none := must(client.PitHistoryReadWithResponse(ctx, 2147483647, nil)).ApplicationproblemJSON404
	var share any
	if !history.UptimeShare.IsNull() {
		share = history.UptimeShare.MustGet()
	}
	json.NewEncoder(os.Stdout).Encode(map[string]any{
		"uptime_share":  share,
		"unknown_share": history.UnknownShare,
		"pits":          len(pits.Items),
		"problem":       none.Code,
	})
}
`;
