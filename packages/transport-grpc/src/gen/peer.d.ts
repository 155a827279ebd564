import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace zabkit. */
export namespace zabkit {

    /** Namespace peer. */
    namespace peer {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a Frame.
             * @deprecated Use zabkit.peer.v1.Frame.$Properties instead.
             */
            interface IFrame extends zabkit.peer.v1.Frame.$Properties {
            }

            /** Represents a Frame. */
            class Frame {

                /**
                 * Constructs a new Frame.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.Frame.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Frame messages. */
                messages: zabkit.peer.v1.Message[];

                /** Frame hello. */
                hello: zabkit.peer.v1.Hello;

                /** Frame welcome. */
                welcome: zabkit.peer.v1.Welcome;

                /** Frame goodbye. */
                goodbye: zabkit.peer.v1.Goodbye;

                /**
                 * Encodes the specified Frame message. Does not implicitly {@link zabkit.peer.v1.Frame.verify|verify} messages.
                 * @param message Frame message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.Frame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Frame message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Frame & zabkit.peer.v1.Frame.$Shape} Frame
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.Frame & zabkit.peer.v1.Frame.$Shape;
            }

            namespace Frame {

                /** Properties of a Frame. */
                interface $Properties {

                    /** Frame messages */
                    messages?: zabkit.peer.v1.Message.$Properties[];

                    /** Frame hello */
                    hello?: zabkit.peer.v1.Hello.$Properties;

                    /** Frame welcome */
                    welcome?: zabkit.peer.v1.Welcome.$Properties;

                    /** Frame goodbye */
                    goodbye?: zabkit.peer.v1.Goodbye.$Properties;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Frame. */
                type $Shape = {
                  messages?: zabkit.peer.v1.Message.$Shape[];
                  hello?: zabkit.peer.v1.Hello.$Shape;
                  welcome?: zabkit.peer.v1.Welcome.$Shape;
                  goodbye?: zabkit.peer.v1.Goodbye.$Shape;
                  $unknowns?: Uint8Array[];
                };
            }

            /**
             * Properties of a Hello.
             * @deprecated Use zabkit.peer.v1.Hello.$Properties instead.
             */
            interface IHello extends zabkit.peer.v1.Hello.$Properties {
            }

            /** Represents a Hello. */
            class Hello {

                /**
                 * Constructs a new Hello.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.Hello.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Hello protocolVersion. */
                protocolVersion: number;

                /** Hello clusterId. */
                clusterId: string;

                /** Hello serverId. */
                serverId: number;

                /** Hello expectedServerId. */
                expectedServerId: number;

                /** Hello capabilities. */
                capabilities: string[];

                /**
                 * Encodes the specified Hello message. Does not implicitly {@link zabkit.peer.v1.Hello.verify|verify} messages.
                 * @param message Hello message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.Hello.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Hello message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Hello & zabkit.peer.v1.Hello.$Shape} Hello
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.Hello & zabkit.peer.v1.Hello.$Shape;
            }

            namespace Hello {

                /** Properties of a Hello. */
                interface $Properties {

                    /** Hello protocolVersion */
                    protocolVersion?: number;

                    /** Hello clusterId */
                    clusterId?: string;

                    /** Hello serverId */
                    serverId?: number;

                    /** Hello expectedServerId */
                    expectedServerId?: number;

                    /** Hello capabilities */
                    capabilities?: string[];

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Hello. */
                type $Shape = zabkit.peer.v1.Hello.$Properties;
            }

            /**
             * Properties of a Welcome.
             * @deprecated Use zabkit.peer.v1.Welcome.$Properties instead.
             */
            interface IWelcome extends zabkit.peer.v1.Welcome.$Properties {
            }

            /** Represents a Welcome. */
            class Welcome {

                /**
                 * Constructs a new Welcome.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.Welcome.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Welcome protocolVersion. */
                protocolVersion: number;

                /** Welcome clusterId. */
                clusterId: string;

                /** Welcome serverId. */
                serverId: number;

                /** Welcome capabilities. */
                capabilities: string[];

                /** Welcome refusal. */
                refusal: zabkit.peer.v1.Refusal;

                /**
                 * Encodes the specified Welcome message. Does not implicitly {@link zabkit.peer.v1.Welcome.verify|verify} messages.
                 * @param message Welcome message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.Welcome.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Welcome message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Welcome & zabkit.peer.v1.Welcome.$Shape} Welcome
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.Welcome & zabkit.peer.v1.Welcome.$Shape;
            }

            namespace Welcome {

                /** Properties of a Welcome. */
                interface $Properties {

                    /** Welcome protocolVersion */
                    protocolVersion?: number;

                    /** Welcome clusterId */
                    clusterId?: string;

                    /** Welcome serverId */
                    serverId?: number;

                    /** Welcome capabilities */
                    capabilities?: string[];

                    /** Welcome refusal */
                    refusal?: zabkit.peer.v1.Refusal.$Properties;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Welcome. */
                type $Shape = zabkit.peer.v1.Welcome.$Properties;
            }

            /**
             * Properties of a Refusal.
             * @deprecated Use zabkit.peer.v1.Refusal.$Properties instead.
             */
            interface IRefusal extends zabkit.peer.v1.Refusal.$Properties {
            }

            /** Represents a Refusal. */
            class Refusal {

                /**
                 * Constructs a new Refusal.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.Refusal.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Refusal reason. */
                reason: string;

                /**
                 * Encodes the specified Refusal message. Does not implicitly {@link zabkit.peer.v1.Refusal.verify|verify} messages.
                 * @param message Refusal message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.Refusal.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Refusal message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Refusal & zabkit.peer.v1.Refusal.$Shape} Refusal
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.Refusal & zabkit.peer.v1.Refusal.$Shape;
            }

            namespace Refusal {

                /** Properties of a Refusal. */
                interface $Properties {

                    /** Refusal reason */
                    reason?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Refusal. */
                type $Shape = zabkit.peer.v1.Refusal.$Properties;
            }

            /**
             * Properties of a Goodbye.
             * @deprecated Use zabkit.peer.v1.Goodbye.$Properties instead.
             */
            interface IGoodbye extends zabkit.peer.v1.Goodbye.$Properties {
            }

            /** Represents a Goodbye. */
            class Goodbye {

                /**
                 * Constructs a new Goodbye.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.Goodbye.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Goodbye reason. */
                reason: string;

                /**
                 * Encodes the specified Goodbye message. Does not implicitly {@link zabkit.peer.v1.Goodbye.verify|verify} messages.
                 * @param message Goodbye message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.Goodbye.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Goodbye message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Goodbye & zabkit.peer.v1.Goodbye.$Shape} Goodbye
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.Goodbye & zabkit.peer.v1.Goodbye.$Shape;
            }

            namespace Goodbye {

                /** Properties of a Goodbye. */
                interface $Properties {

                    /** Goodbye reason */
                    reason?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Goodbye. */
                type $Shape = zabkit.peer.v1.Goodbye.$Properties;
            }

            /**
             * Properties of a Message.
             * @deprecated Use zabkit.peer.v1.Message.$Properties instead.
             */
            interface IMessage extends zabkit.peer.v1.Message.$Properties {
            }

            /** Represents a Message. */
            class Message {

                /**
                 * Constructs a new Message.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.Message.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Message notification. */
                notification: (zabkit.peer.v1.Notification|null);

                /** Message learnerInfo. */
                learnerInfo: (zabkit.peer.v1.LearnerInfo|null);

                /** Message ackEpoch. */
                ackEpoch: (zabkit.peer.v1.AckEpoch|null);

                /** Message truncated. */
                truncated: (zabkit.peer.v1.Truncated|null);

                /** Message ackNewLeader. */
                ackNewLeader: (zabkit.peer.v1.AckNewLeader|null);

                /** Message ack. */
                ack: (zabkit.peer.v1.Ack|null);

                /** Message pong. */
                pong: (zabkit.peer.v1.Pong|null);

                /** Message sync. */
                sync: (zabkit.peer.v1.Sync|null);

                /** Message requests. */
                requests: (zabkit.peer.v1.Requests|null);

                /** Message touches. */
                touches: (zabkit.peer.v1.Touches|null);

                /** Message revalidate. */
                revalidate: (zabkit.peer.v1.Revalidate|null);

                /** Message leaderInfo. */
                leaderInfo: (zabkit.peer.v1.LeaderInfo|null);

                /** Message truncate. */
                truncate: (zabkit.peer.v1.Truncate|null);

                /** Message snapshotBegin. */
                snapshotBegin: (zabkit.peer.v1.SnapshotBegin|null);

                /** Message snapshotChunk. */
                snapshotChunk: (zabkit.peer.v1.SnapshotChunk|null);

                /** Message snapshotEnd. */
                snapshotEnd: (zabkit.peer.v1.SnapshotEnd|null);

                /** Message history. */
                history: (zabkit.peer.v1.History|null);

                /** Message newLeader. */
                newLeader: (zabkit.peer.v1.NewLeader|null);

                /** Message upToDate. */
                upToDate: (zabkit.peer.v1.UpToDate|null);

                /** Message proposal. */
                proposal: (zabkit.peer.v1.Proposal|null);

                /** Message inform. */
                inform: (zabkit.peer.v1.Inform|null);

                /** Message commit. */
                commit: (zabkit.peer.v1.Commit|null);

                /** Message ping. */
                ping: (zabkit.peer.v1.Ping|null);

                /** Message synced. */
                synced: (zabkit.peer.v1.Synced|null);

                /** Message revalidated. */
                revalidated: (zabkit.peer.v1.Revalidated|null);

                /** Message leaderDurable. */
                leaderDurable: (zabkit.peer.v1.LeaderDurable|null);

                /** Message kind. */
                kind?: ("notification"|"learnerInfo"|"ackEpoch"|"truncated"|"ackNewLeader"|"ack"|"pong"|"sync"|"requests"|"touches"|"revalidate"|"leaderInfo"|"truncate"|"snapshotBegin"|"snapshotChunk"|"snapshotEnd"|"history"|"newLeader"|"upToDate"|"proposal"|"inform"|"commit"|"ping"|"synced"|"revalidated"|"leaderDurable");

                /**
                 * Encodes the specified Message message. Does not implicitly {@link zabkit.peer.v1.Message.verify|verify} messages.
                 * @param message Message message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.Message.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Message message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Message & zabkit.peer.v1.Message.$Shape} Message
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.Message & zabkit.peer.v1.Message.$Shape;
            }

            namespace Message {

                /** Properties of a Message. */
                interface $Properties {

                    /** Message notification */
                    notification?: (zabkit.peer.v1.Notification.$Properties|null);

                    /** Message learnerInfo */
                    learnerInfo?: (zabkit.peer.v1.LearnerInfo.$Properties|null);

                    /** Message ackEpoch */
                    ackEpoch?: (zabkit.peer.v1.AckEpoch.$Properties|null);

                    /** Message truncated */
                    truncated?: (zabkit.peer.v1.Truncated.$Properties|null);

                    /** Message ackNewLeader */
                    ackNewLeader?: (zabkit.peer.v1.AckNewLeader.$Properties|null);

                    /** Message ack */
                    ack?: (zabkit.peer.v1.Ack.$Properties|null);

                    /** Message pong */
                    pong?: (zabkit.peer.v1.Pong.$Properties|null);

                    /** Message sync */
                    sync?: (zabkit.peer.v1.Sync.$Properties|null);

                    /** Message requests */
                    requests?: (zabkit.peer.v1.Requests.$Properties|null);

                    /** Message touches */
                    touches?: (zabkit.peer.v1.Touches.$Properties|null);

                    /** Message revalidate */
                    revalidate?: (zabkit.peer.v1.Revalidate.$Properties|null);

                    /** Message leaderInfo */
                    leaderInfo?: (zabkit.peer.v1.LeaderInfo.$Properties|null);

                    /** Message truncate */
                    truncate?: (zabkit.peer.v1.Truncate.$Properties|null);

                    /** Message snapshotBegin */
                    snapshotBegin?: (zabkit.peer.v1.SnapshotBegin.$Properties|null);

                    /** Message snapshotChunk */
                    snapshotChunk?: (zabkit.peer.v1.SnapshotChunk.$Properties|null);

                    /** Message snapshotEnd */
                    snapshotEnd?: (zabkit.peer.v1.SnapshotEnd.$Properties|null);

                    /** Message history */
                    history?: (zabkit.peer.v1.History.$Properties|null);

                    /** Message newLeader */
                    newLeader?: (zabkit.peer.v1.NewLeader.$Properties|null);

                    /** Message upToDate */
                    upToDate?: (zabkit.peer.v1.UpToDate.$Properties|null);

                    /** Message proposal */
                    proposal?: (zabkit.peer.v1.Proposal.$Properties|null);

                    /** Message inform */
                    inform?: (zabkit.peer.v1.Inform.$Properties|null);

                    /** Message commit */
                    commit?: (zabkit.peer.v1.Commit.$Properties|null);

                    /** Message ping */
                    ping?: (zabkit.peer.v1.Ping.$Properties|null);

                    /** Message synced */
                    synced?: (zabkit.peer.v1.Synced.$Properties|null);

                    /** Message revalidated */
                    revalidated?: (zabkit.peer.v1.Revalidated.$Properties|null);

                    /** Message leaderDurable */
                    leaderDurable?: (zabkit.peer.v1.LeaderDurable.$Properties|null);

                    /** Message kind */
                    kind?: ("notification"|"learnerInfo"|"ackEpoch"|"truncated"|"ackNewLeader"|"ack"|"pong"|"sync"|"requests"|"touches"|"revalidate"|"leaderInfo"|"truncate"|"snapshotBegin"|"snapshotChunk"|"snapshotEnd"|"history"|"newLeader"|"upToDate"|"proposal"|"inform"|"commit"|"ping"|"synced"|"revalidated"|"leaderDurable");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a Message. */
                type $Shape = {
                  notification?: zabkit.peer.v1.Notification.$Shape|null;
                  learnerInfo?: zabkit.peer.v1.LearnerInfo.$Shape|null;
                  ackEpoch?: zabkit.peer.v1.AckEpoch.$Shape|null;
                  truncated?: zabkit.peer.v1.Truncated.$Shape|null;
                  ackNewLeader?: zabkit.peer.v1.AckNewLeader.$Shape|null;
                  ack?: zabkit.peer.v1.Ack.$Shape|null;
                  pong?: zabkit.peer.v1.Pong.$Shape|null;
                  sync?: zabkit.peer.v1.Sync.$Shape|null;
                  requests?: zabkit.peer.v1.Requests.$Shape|null;
                  touches?: zabkit.peer.v1.Touches.$Shape|null;
                  revalidate?: zabkit.peer.v1.Revalidate.$Shape|null;
                  leaderInfo?: zabkit.peer.v1.LeaderInfo.$Shape|null;
                  truncate?: zabkit.peer.v1.Truncate.$Shape|null;
                  snapshotBegin?: zabkit.peer.v1.SnapshotBegin.$Shape|null;
                  snapshotChunk?: zabkit.peer.v1.SnapshotChunk.$Shape|null;
                  snapshotEnd?: zabkit.peer.v1.SnapshotEnd.$Shape|null;
                  history?: zabkit.peer.v1.History.$Shape|null;
                  newLeader?: zabkit.peer.v1.NewLeader.$Shape|null;
                  upToDate?: zabkit.peer.v1.UpToDate.$Shape|null;
                  proposal?: zabkit.peer.v1.Proposal.$Shape|null;
                  inform?: zabkit.peer.v1.Inform.$Shape|null;
                  commit?: zabkit.peer.v1.Commit.$Shape|null;
                  ping?: zabkit.peer.v1.Ping.$Shape|null;
                  synced?: zabkit.peer.v1.Synced.$Shape|null;
                  revalidated?: zabkit.peer.v1.Revalidated.$Shape|null;
                  leaderDurable?: zabkit.peer.v1.LeaderDurable.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ kind?: undefined; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "notification"; notification: zabkit.peer.v1.Notification.$Shape; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "learnerInfo"; notification?: null; learnerInfo: zabkit.peer.v1.LearnerInfo.$Shape; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "ackEpoch"; notification?: null; learnerInfo?: null; ackEpoch: zabkit.peer.v1.AckEpoch.$Shape; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "truncated"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated: zabkit.peer.v1.Truncated.$Shape; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "ackNewLeader"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader: zabkit.peer.v1.AckNewLeader.$Shape; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "ack"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack: zabkit.peer.v1.Ack.$Shape; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "pong"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong: zabkit.peer.v1.Pong.$Shape; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "sync"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync: zabkit.peer.v1.Sync.$Shape; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "requests"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests: zabkit.peer.v1.Requests.$Shape; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "touches"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches: zabkit.peer.v1.Touches.$Shape; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "revalidate"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate: zabkit.peer.v1.Revalidate.$Shape; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "leaderInfo"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo: zabkit.peer.v1.LeaderInfo.$Shape; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "truncate"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate: zabkit.peer.v1.Truncate.$Shape; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "snapshotBegin"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin: zabkit.peer.v1.SnapshotBegin.$Shape; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "snapshotChunk"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk: zabkit.peer.v1.SnapshotChunk.$Shape; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "snapshotEnd"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd: zabkit.peer.v1.SnapshotEnd.$Shape; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "history"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history: zabkit.peer.v1.History.$Shape; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "newLeader"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader: zabkit.peer.v1.NewLeader.$Shape; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "upToDate"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate: zabkit.peer.v1.UpToDate.$Shape; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "proposal"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal: zabkit.peer.v1.Proposal.$Shape; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "inform"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform: zabkit.peer.v1.Inform.$Shape; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "commit"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit: zabkit.peer.v1.Commit.$Shape; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "ping"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping: zabkit.peer.v1.Ping.$Shape; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "synced"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced: zabkit.peer.v1.Synced.$Shape; revalidated?: null; leaderDurable?: null }|{ kind?: "revalidated"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated: zabkit.peer.v1.Revalidated.$Shape; leaderDurable?: null }|{ kind?: "leaderDurable"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable: zabkit.peer.v1.LeaderDurable.$Shape })
                );
            }

            /** PeerState enum. */
            enum PeerState {

                /** PEER_STATE_UNSPECIFIED value */
                PEER_STATE_UNSPECIFIED = 0,

                /** PEER_STATE_LOOKING value */
                PEER_STATE_LOOKING = 1,

                /** PEER_STATE_FOLLOWING value */
                PEER_STATE_FOLLOWING = 2,

                /** PEER_STATE_LEADING value */
                PEER_STATE_LEADING = 3,

                /** PEER_STATE_OBSERVING value */
                PEER_STATE_OBSERVING = 4
            }

            /**
             * Properties of a Vote.
             * @deprecated Use zabkit.peer.v1.Vote.$Properties instead.
             */
            interface IVote extends zabkit.peer.v1.Vote.$Properties {
            }

            /** Represents a Vote. */
            class Vote {

                /**
                 * Constructs a new Vote.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.Vote.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Vote leader. */
                leader: number;

                /** Vote zxid. */
                zxid: Long;

                /** Vote epoch. */
                epoch: number;

                /**
                 * Encodes the specified Vote message. Does not implicitly {@link zabkit.peer.v1.Vote.verify|verify} messages.
                 * @param message Vote message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.Vote.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Vote message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Vote & zabkit.peer.v1.Vote.$Shape} Vote
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.Vote & zabkit.peer.v1.Vote.$Shape;
            }

            namespace Vote {

                /** Properties of a Vote. */
                interface $Properties {

                    /** Vote leader */
                    leader?: number;

                    /** Vote zxid */
                    zxid?: Long;

                    /** Vote epoch */
                    epoch?: number;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Vote. */
                type $Shape = zabkit.peer.v1.Vote.$Properties;
            }

            /**
             * Properties of a Notification.
             * @deprecated Use zabkit.peer.v1.Notification.$Properties instead.
             */
            interface INotification extends zabkit.peer.v1.Notification.$Properties {
            }

            /** Represents a Notification. */
            class Notification {

                /**
                 * Constructs a new Notification.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.Notification.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Notification state. */
                state: zabkit.peer.v1.PeerState;

                /** Notification round. */
                round: Long;

                /** Notification vote. */
                vote: zabkit.peer.v1.Vote;

                /**
                 * Encodes the specified Notification message. Does not implicitly {@link zabkit.peer.v1.Notification.verify|verify} messages.
                 * @param message Notification message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.Notification.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Notification message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Notification & zabkit.peer.v1.Notification.$Shape} Notification
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.Notification & zabkit.peer.v1.Notification.$Shape;
            }

            namespace Notification {

                /** Properties of a Notification. */
                interface $Properties {

                    /** Notification state */
                    state?: zabkit.peer.v1.PeerState;

                    /** Notification round */
                    round?: Long;

                    /** Notification vote */
                    vote?: zabkit.peer.v1.Vote.$Properties;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Notification. */
                type $Shape = zabkit.peer.v1.Notification.$Properties;
            }

            /**
             * Properties of a LearnerInfo.
             * @deprecated Use zabkit.peer.v1.LearnerInfo.$Properties instead.
             */
            interface ILearnerInfo extends zabkit.peer.v1.LearnerInfo.$Properties {
            }

            /** Represents a LearnerInfo. */
            class LearnerInfo {

                /**
                 * Constructs a new LearnerInfo.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.LearnerInfo.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** LearnerInfo acceptedEpoch. */
                acceptedEpoch: number;

                /** LearnerInfo observer. */
                observer: boolean;

                /** LearnerInfo commitsWithLeader. */
                commitsWithLeader: boolean;

                /**
                 * Encodes the specified LearnerInfo message. Does not implicitly {@link zabkit.peer.v1.LearnerInfo.verify|verify} messages.
                 * @param message LearnerInfo message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.LearnerInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a LearnerInfo message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.LearnerInfo & zabkit.peer.v1.LearnerInfo.$Shape} LearnerInfo
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.LearnerInfo & zabkit.peer.v1.LearnerInfo.$Shape;
            }

            namespace LearnerInfo {

                /** Properties of a LearnerInfo. */
                interface $Properties {

                    /** LearnerInfo acceptedEpoch */
                    acceptedEpoch?: number;

                    /** LearnerInfo observer */
                    observer?: boolean;

                    /** LearnerInfo commitsWithLeader */
                    commitsWithLeader?: boolean;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a LearnerInfo. */
                type $Shape = zabkit.peer.v1.LearnerInfo.$Properties;
            }

            /**
             * Properties of an AckEpoch.
             * @deprecated Use zabkit.peer.v1.AckEpoch.$Properties instead.
             */
            interface IAckEpoch extends zabkit.peer.v1.AckEpoch.$Properties {
            }

            /** Represents an AckEpoch. */
            class AckEpoch {

                /**
                 * Constructs a new AckEpoch.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.AckEpoch.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AckEpoch currentEpoch. */
                currentEpoch: (number|null);

                /** AckEpoch lastZxid. */
                lastZxid: Long;

                /**
                 * Encodes the specified AckEpoch message. Does not implicitly {@link zabkit.peer.v1.AckEpoch.verify|verify} messages.
                 * @param message AckEpoch message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.AckEpoch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AckEpoch message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.AckEpoch & zabkit.peer.v1.AckEpoch.$Shape} AckEpoch
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.AckEpoch & zabkit.peer.v1.AckEpoch.$Shape;
            }

            namespace AckEpoch {

                /** Properties of an AckEpoch. */
                interface $Properties {

                    /** AckEpoch currentEpoch */
                    currentEpoch?: (number|null);

                    /** AckEpoch lastZxid */
                    lastZxid?: Long;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AckEpoch. */
                type $Shape = zabkit.peer.v1.AckEpoch.$Properties;
            }

            /**
             * Properties of a Truncated.
             * @deprecated Use zabkit.peer.v1.Truncated.$Properties instead.
             */
            interface ITruncated extends zabkit.peer.v1.Truncated.$Properties {
            }

            /** Represents a Truncated. */
            class Truncated {

                /**
                 * Constructs a new Truncated.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.Truncated.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Truncated lastZxid. */
                lastZxid: Long;

                /**
                 * Encodes the specified Truncated message. Does not implicitly {@link zabkit.peer.v1.Truncated.verify|verify} messages.
                 * @param message Truncated message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.Truncated.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Truncated message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Truncated & zabkit.peer.v1.Truncated.$Shape} Truncated
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.Truncated & zabkit.peer.v1.Truncated.$Shape;
            }

            namespace Truncated {

                /** Properties of a Truncated. */
                interface $Properties {

                    /** Truncated lastZxid */
                    lastZxid?: Long;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Truncated. */
                type $Shape = zabkit.peer.v1.Truncated.$Properties;
            }

            /**
             * Properties of an AckNewLeader.
             * @deprecated Use zabkit.peer.v1.AckNewLeader.$Properties instead.
             */
            interface IAckNewLeader extends zabkit.peer.v1.AckNewLeader.$Properties {
            }

            /** Represents an AckNewLeader. */
            class AckNewLeader {

                /**
                 * Constructs a new AckNewLeader.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.AckNewLeader.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AckNewLeader epoch. */
                epoch: number;

                /**
                 * Encodes the specified AckNewLeader message. Does not implicitly {@link zabkit.peer.v1.AckNewLeader.verify|verify} messages.
                 * @param message AckNewLeader message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.AckNewLeader.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AckNewLeader message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.AckNewLeader & zabkit.peer.v1.AckNewLeader.$Shape} AckNewLeader
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.AckNewLeader & zabkit.peer.v1.AckNewLeader.$Shape;
            }

            namespace AckNewLeader {

                /** Properties of an AckNewLeader. */
                interface $Properties {

                    /** AckNewLeader epoch */
                    epoch?: number;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AckNewLeader. */
                type $Shape = zabkit.peer.v1.AckNewLeader.$Properties;
            }

            /**
             * Properties of an Ack.
             * @deprecated Use zabkit.peer.v1.Ack.$Properties instead.
             */
            interface IAck extends zabkit.peer.v1.Ack.$Properties {
            }

            /** Represents an Ack. */
            class Ack {

                /**
                 * Constructs a new Ack.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.Ack.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Ack zxid. */
                zxid: Long;

                /**
                 * Encodes the specified Ack message. Does not implicitly {@link zabkit.peer.v1.Ack.verify|verify} messages.
                 * @param message Ack message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.Ack.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Ack message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Ack & zabkit.peer.v1.Ack.$Shape} Ack
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.Ack & zabkit.peer.v1.Ack.$Shape;
            }

            namespace Ack {

                /** Properties of an Ack. */
                interface $Properties {

                    /** Ack zxid */
                    zxid?: Long;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Ack. */
                type $Shape = zabkit.peer.v1.Ack.$Properties;
            }

            /**
             * Properties of a Pong.
             * @deprecated Use zabkit.peer.v1.Pong.$Properties instead.
             */
            interface IPong extends zabkit.peer.v1.Pong.$Properties {
            }

            /** Represents a Pong. */
            class Pong {

                /**
                 * Constructs a new Pong.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.Pong.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Pong sequence. */
                sequence: Long;

                /**
                 * Encodes the specified Pong message. Does not implicitly {@link zabkit.peer.v1.Pong.verify|verify} messages.
                 * @param message Pong message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.Pong.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Pong message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Pong & zabkit.peer.v1.Pong.$Shape} Pong
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.Pong & zabkit.peer.v1.Pong.$Shape;
            }

            namespace Pong {

                /** Properties of a Pong. */
                interface $Properties {

                    /** Pong sequence */
                    sequence?: Long;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Pong. */
                type $Shape = zabkit.peer.v1.Pong.$Properties;
            }

            /**
             * Properties of a Sync.
             * @deprecated Use zabkit.peer.v1.Sync.$Properties instead.
             */
            interface ISync extends zabkit.peer.v1.Sync.$Properties {
            }

            /** Represents a Sync. */
            class Sync {

                /**
                 * Constructs a new Sync.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.Sync.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Sync token. */
                token: Long;

                /**
                 * Encodes the specified Sync message. Does not implicitly {@link zabkit.peer.v1.Sync.verify|verify} messages.
                 * @param message Sync message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.Sync.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Sync message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Sync & zabkit.peer.v1.Sync.$Shape} Sync
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.Sync & zabkit.peer.v1.Sync.$Shape;
            }

            namespace Sync {

                /** Properties of a Sync. */
                interface $Properties {

                    /** Sync token */
                    token?: Long;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Sync. */
                type $Shape = zabkit.peer.v1.Sync.$Properties;
            }

            /**
             * Properties of a Requests.
             * @deprecated Use zabkit.peer.v1.Requests.$Properties instead.
             */
            interface IRequests extends zabkit.peer.v1.Requests.$Properties {
            }

            /** Represents a Requests. */
            class Requests {

                /**
                 * Constructs a new Requests.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.Requests.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Requests identities. */
                identities: zabkit.peer.v1.Identities[];

                /** Requests requests. */
                requests: zabkit.peer.v1.Request[];

                /**
                 * Encodes the specified Requests message. Does not implicitly {@link zabkit.peer.v1.Requests.verify|verify} messages.
                 * @param message Requests message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.Requests.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Requests message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Requests & zabkit.peer.v1.Requests.$Shape} Requests
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.Requests & zabkit.peer.v1.Requests.$Shape;
            }

            namespace Requests {

                /** Properties of a Requests. */
                interface $Properties {

                    /** Requests identities */
                    identities?: zabkit.peer.v1.Identities.$Properties[];

                    /** Requests requests */
                    requests?: zabkit.peer.v1.Request.$Properties[];

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Requests. */
                type $Shape = zabkit.peer.v1.Requests.$Properties;
            }

            /**
             * Properties of an Identities.
             * @deprecated Use zabkit.peer.v1.Identities.$Properties instead.
             */
            interface IIdentities extends zabkit.peer.v1.Identities.$Properties {
            }

            /** Represents an Identities. */
            class Identities {

                /**
                 * Constructs a new Identities.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.Identities.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Identities ids. */
                ids: zabkit.peer.v1.Identity[];

                /**
                 * Encodes the specified Identities message. Does not implicitly {@link zabkit.peer.v1.Identities.verify|verify} messages.
                 * @param message Identities message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.Identities.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Identities message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Identities & zabkit.peer.v1.Identities.$Shape} Identities
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.Identities & zabkit.peer.v1.Identities.$Shape;
            }

            namespace Identities {

                /** Properties of an Identities. */
                interface $Properties {

                    /** Identities ids */
                    ids?: zabkit.peer.v1.Identity.$Properties[];

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Identities. */
                type $Shape = zabkit.peer.v1.Identities.$Properties;
            }

            /**
             * Properties of an Identity.
             * @deprecated Use zabkit.peer.v1.Identity.$Properties instead.
             */
            interface IIdentity extends zabkit.peer.v1.Identity.$Properties {
            }

            /** Represents an Identity. */
            class Identity {

                /**
                 * Constructs a new Identity.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.Identity.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Identity scheme. */
                scheme: string;

                /** Identity id. */
                id: string;

                /**
                 * Encodes the specified Identity message. Does not implicitly {@link zabkit.peer.v1.Identity.verify|verify} messages.
                 * @param message Identity message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.Identity.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Identity message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Identity & zabkit.peer.v1.Identity.$Shape} Identity
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.Identity & zabkit.peer.v1.Identity.$Shape;
            }

            namespace Identity {

                /** Properties of an Identity. */
                interface $Properties {

                    /** Identity scheme */
                    scheme?: string;

                    /** Identity id */
                    id?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Identity. */
                type $Shape = zabkit.peer.v1.Identity.$Properties;
            }

            /**
             * Properties of a Request.
             * @deprecated Use zabkit.peer.v1.Request.$Properties instead.
             */
            interface IRequest extends zabkit.peer.v1.Request.$Properties {
            }

            /** Represents a Request. */
            class Request {

                /**
                 * Constructs a new Request.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.Request.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Request sessionId. */
                sessionId: Long;

                /** Request xid. */
                xid: number;

                /** Request opcode. */
                opcode: number;

                /** Request body. */
                body: Uint8Array;

                /** Request identities. */
                identities: number;

                /** Request trace. */
                trace: zabkit.peer.v1.Trace;

                /** Request local. */
                local: boolean;

                /**
                 * Encodes the specified Request message. Does not implicitly {@link zabkit.peer.v1.Request.verify|verify} messages.
                 * @param message Request message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.Request.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Request message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Request & zabkit.peer.v1.Request.$Shape} Request
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.Request & zabkit.peer.v1.Request.$Shape;
            }

            namespace Request {

                /** Properties of a Request. */
                interface $Properties {

                    /** Request sessionId */
                    sessionId?: Long;

                    /** Request xid */
                    xid?: number;

                    /** Request opcode */
                    opcode?: number;

                    /** Request body */
                    body?: Uint8Array;

                    /** Request identities */
                    identities?: number;

                    /** Request trace */
                    trace?: zabkit.peer.v1.Trace.$Properties;

                    /** Request local */
                    local?: boolean;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Request. */
                type $Shape = zabkit.peer.v1.Request.$Properties;
            }

            /**
             * Properties of a Touches.
             * @deprecated Use zabkit.peer.v1.Touches.$Properties instead.
             */
            interface ITouches extends zabkit.peer.v1.Touches.$Properties {
            }

            /** Represents a Touches. */
            class Touches {

                /**
                 * Constructs a new Touches.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.Touches.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Touches sessionIds. */
                sessionIds: Long[];

                /**
                 * Encodes the specified Touches message. Does not implicitly {@link zabkit.peer.v1.Touches.verify|verify} messages.
                 * @param message Touches message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.Touches.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Touches message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Touches & zabkit.peer.v1.Touches.$Shape} Touches
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.Touches & zabkit.peer.v1.Touches.$Shape;
            }

            namespace Touches {

                /** Properties of a Touches. */
                interface $Properties {

                    /** Touches sessionIds */
                    sessionIds?: Long[];

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Touches. */
                type $Shape = zabkit.peer.v1.Touches.$Properties;
            }

            /**
             * Properties of a Revalidate.
             * @deprecated Use zabkit.peer.v1.Revalidate.$Properties instead.
             */
            interface IRevalidate extends zabkit.peer.v1.Revalidate.$Properties {
            }

            /** Represents a Revalidate. */
            class Revalidate {

                /**
                 * Constructs a new Revalidate.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.Revalidate.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Revalidate sessionId. */
                sessionId: Long;

                /** Revalidate timeoutMs. */
                timeoutMs: number;

                /**
                 * Encodes the specified Revalidate message. Does not implicitly {@link zabkit.peer.v1.Revalidate.verify|verify} messages.
                 * @param message Revalidate message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.Revalidate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Revalidate message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Revalidate & zabkit.peer.v1.Revalidate.$Shape} Revalidate
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.Revalidate & zabkit.peer.v1.Revalidate.$Shape;
            }

            namespace Revalidate {

                /** Properties of a Revalidate. */
                interface $Properties {

                    /** Revalidate sessionId */
                    sessionId?: Long;

                    /** Revalidate timeoutMs */
                    timeoutMs?: number;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Revalidate. */
                type $Shape = zabkit.peer.v1.Revalidate.$Properties;
            }

            /**
             * Properties of a LeaderInfo.
             * @deprecated Use zabkit.peer.v1.LeaderInfo.$Properties instead.
             */
            interface ILeaderInfo extends zabkit.peer.v1.LeaderInfo.$Properties {
            }

            /** Represents a LeaderInfo. */
            class LeaderInfo {

                /**
                 * Constructs a new LeaderInfo.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.LeaderInfo.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** LeaderInfo epoch. */
                epoch: number;

                /**
                 * Encodes the specified LeaderInfo message. Does not implicitly {@link zabkit.peer.v1.LeaderInfo.verify|verify} messages.
                 * @param message LeaderInfo message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.LeaderInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a LeaderInfo message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.LeaderInfo & zabkit.peer.v1.LeaderInfo.$Shape} LeaderInfo
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.LeaderInfo & zabkit.peer.v1.LeaderInfo.$Shape;
            }

            namespace LeaderInfo {

                /** Properties of a LeaderInfo. */
                interface $Properties {

                    /** LeaderInfo epoch */
                    epoch?: number;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a LeaderInfo. */
                type $Shape = zabkit.peer.v1.LeaderInfo.$Properties;
            }

            /**
             * Properties of a Truncate.
             * @deprecated Use zabkit.peer.v1.Truncate.$Properties instead.
             */
            interface ITruncate extends zabkit.peer.v1.Truncate.$Properties {
            }

            /** Represents a Truncate. */
            class Truncate {

                /**
                 * Constructs a new Truncate.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.Truncate.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Truncate zxid. */
                zxid: Long;

                /**
                 * Encodes the specified Truncate message. Does not implicitly {@link zabkit.peer.v1.Truncate.verify|verify} messages.
                 * @param message Truncate message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.Truncate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Truncate message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Truncate & zabkit.peer.v1.Truncate.$Shape} Truncate
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.Truncate & zabkit.peer.v1.Truncate.$Shape;
            }

            namespace Truncate {

                /** Properties of a Truncate. */
                interface $Properties {

                    /** Truncate zxid */
                    zxid?: Long;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Truncate. */
                type $Shape = zabkit.peer.v1.Truncate.$Properties;
            }

            /**
             * Properties of a SnapshotBegin.
             * @deprecated Use zabkit.peer.v1.SnapshotBegin.$Properties instead.
             */
            interface ISnapshotBegin extends zabkit.peer.v1.SnapshotBegin.$Properties {
            }

            /** Represents a SnapshotBegin. */
            class SnapshotBegin {

                /**
                 * Constructs a new SnapshotBegin.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.SnapshotBegin.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SnapshotBegin zxid. */
                zxid: Long;

                /**
                 * Encodes the specified SnapshotBegin message. Does not implicitly {@link zabkit.peer.v1.SnapshotBegin.verify|verify} messages.
                 * @param message SnapshotBegin message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.SnapshotBegin.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SnapshotBegin message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.SnapshotBegin & zabkit.peer.v1.SnapshotBegin.$Shape} SnapshotBegin
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.SnapshotBegin & zabkit.peer.v1.SnapshotBegin.$Shape;
            }

            namespace SnapshotBegin {

                /** Properties of a SnapshotBegin. */
                interface $Properties {

                    /** SnapshotBegin zxid */
                    zxid?: Long;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SnapshotBegin. */
                type $Shape = zabkit.peer.v1.SnapshotBegin.$Properties;
            }

            /**
             * Properties of a SnapshotChunk.
             * @deprecated Use zabkit.peer.v1.SnapshotChunk.$Properties instead.
             */
            interface ISnapshotChunk extends zabkit.peer.v1.SnapshotChunk.$Properties {
            }

            /** Represents a SnapshotChunk. */
            class SnapshotChunk {

                /**
                 * Constructs a new SnapshotChunk.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.SnapshotChunk.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SnapshotChunk bytes. */
                bytes: Uint8Array;

                /**
                 * Encodes the specified SnapshotChunk message. Does not implicitly {@link zabkit.peer.v1.SnapshotChunk.verify|verify} messages.
                 * @param message SnapshotChunk message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.SnapshotChunk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SnapshotChunk message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.SnapshotChunk & zabkit.peer.v1.SnapshotChunk.$Shape} SnapshotChunk
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.SnapshotChunk & zabkit.peer.v1.SnapshotChunk.$Shape;
            }

            namespace SnapshotChunk {

                /** Properties of a SnapshotChunk. */
                interface $Properties {

                    /** SnapshotChunk bytes */
                    bytes?: Uint8Array;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SnapshotChunk. */
                type $Shape = zabkit.peer.v1.SnapshotChunk.$Properties;
            }

            /**
             * Properties of a SnapshotEnd.
             * @deprecated Use zabkit.peer.v1.SnapshotEnd.$Properties instead.
             */
            interface ISnapshotEnd extends zabkit.peer.v1.SnapshotEnd.$Properties {
            }

            /** Represents a SnapshotEnd. */
            class SnapshotEnd {

                /**
                 * Constructs a new SnapshotEnd.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.SnapshotEnd.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /**
                 * Encodes the specified SnapshotEnd message. Does not implicitly {@link zabkit.peer.v1.SnapshotEnd.verify|verify} messages.
                 * @param message SnapshotEnd message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.SnapshotEnd.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SnapshotEnd message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.SnapshotEnd & zabkit.peer.v1.SnapshotEnd.$Shape} SnapshotEnd
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.SnapshotEnd & zabkit.peer.v1.SnapshotEnd.$Shape;
            }

            namespace SnapshotEnd {

                /** Properties of a SnapshotEnd. */
                interface $Properties {

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SnapshotEnd. */
                type $Shape = zabkit.peer.v1.SnapshotEnd.$Properties;
            }

            /**
             * Properties of a Record.
             * @deprecated Use zabkit.peer.v1.Record.$Properties instead.
             */
            interface IRecord extends zabkit.peer.v1.Record.$Properties {
            }

            /** Represents a Record. */
            class Record {

                /**
                 * Constructs a new Record.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.Record.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Record zxid. */
                zxid: Long;

                /** Record txn. */
                txn: Uint8Array;

                /** Record trace. */
                trace: zabkit.peer.v1.Trace;

                /**
                 * Encodes the specified Record message. Does not implicitly {@link zabkit.peer.v1.Record.verify|verify} messages.
                 * @param message Record message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.Record.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Record message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Record & zabkit.peer.v1.Record.$Shape} Record
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.Record & zabkit.peer.v1.Record.$Shape;
            }

            namespace Record {

                /** Properties of a Record. */
                interface $Properties {

                    /** Record zxid */
                    zxid?: Long;

                    /** Record txn */
                    txn?: Uint8Array;

                    /** Record trace */
                    trace?: zabkit.peer.v1.Trace.$Properties;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Record. */
                type $Shape = zabkit.peer.v1.Record.$Properties;
            }

            /**
             * Properties of a Trace.
             * @deprecated Use zabkit.peer.v1.Trace.$Properties instead.
             */
            interface ITrace extends zabkit.peer.v1.Trace.$Properties {
            }

            /** Represents a Trace. */
            class Trace {

                /**
                 * Constructs a new Trace.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.Trace.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Trace traceId. */
                traceId: Uint8Array;

                /** Trace spanId. */
                spanId: Uint8Array;

                /** Trace sampled. */
                sampled: boolean;

                /**
                 * Encodes the specified Trace message. Does not implicitly {@link zabkit.peer.v1.Trace.verify|verify} messages.
                 * @param message Trace message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.Trace.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Trace message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Trace & zabkit.peer.v1.Trace.$Shape} Trace
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.Trace & zabkit.peer.v1.Trace.$Shape;
            }

            namespace Trace {

                /** Properties of a Trace. */
                interface $Properties {

                    /** Trace traceId */
                    traceId?: Uint8Array;

                    /** Trace spanId */
                    spanId?: Uint8Array;

                    /** Trace sampled */
                    sampled?: boolean;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Trace. */
                type $Shape = zabkit.peer.v1.Trace.$Properties;
            }

            /**
             * Properties of a History.
             * @deprecated Use zabkit.peer.v1.History.$Properties instead.
             */
            interface IHistory extends zabkit.peer.v1.History.$Properties {
            }

            /** Represents a History. */
            class History {

                /**
                 * Constructs a new History.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.History.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** History records. */
                records: zabkit.peer.v1.Record[];

                /** History committedZxid. */
                committedZxid: Long;

                /**
                 * Encodes the specified History message. Does not implicitly {@link zabkit.peer.v1.History.verify|verify} messages.
                 * @param message History message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.History.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a History message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.History & zabkit.peer.v1.History.$Shape} History
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.History & zabkit.peer.v1.History.$Shape;
            }

            namespace History {

                /** Properties of a History. */
                interface $Properties {

                    /** History records */
                    records?: zabkit.peer.v1.Record.$Properties[];

                    /** History committedZxid */
                    committedZxid?: Long;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a History. */
                type $Shape = zabkit.peer.v1.History.$Properties;
            }

            /**
             * Properties of a NewLeader.
             * @deprecated Use zabkit.peer.v1.NewLeader.$Properties instead.
             */
            interface INewLeader extends zabkit.peer.v1.NewLeader.$Properties {
            }

            /** Represents a NewLeader. */
            class NewLeader {

                /**
                 * Constructs a new NewLeader.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.NewLeader.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** NewLeader epoch. */
                epoch: number;

                /** NewLeader sessionSecret. */
                sessionSecret: Uint8Array;

                /**
                 * Encodes the specified NewLeader message. Does not implicitly {@link zabkit.peer.v1.NewLeader.verify|verify} messages.
                 * @param message NewLeader message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.NewLeader.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a NewLeader message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.NewLeader & zabkit.peer.v1.NewLeader.$Shape} NewLeader
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.NewLeader & zabkit.peer.v1.NewLeader.$Shape;
            }

            namespace NewLeader {

                /** Properties of a NewLeader. */
                interface $Properties {

                    /** NewLeader epoch */
                    epoch?: number;

                    /** NewLeader sessionSecret */
                    sessionSecret?: Uint8Array;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a NewLeader. */
                type $Shape = zabkit.peer.v1.NewLeader.$Properties;
            }

            /**
             * Properties of an UpToDate.
             * @deprecated Use zabkit.peer.v1.UpToDate.$Properties instead.
             */
            interface IUpToDate extends zabkit.peer.v1.UpToDate.$Properties {
            }

            /** Represents an UpToDate. */
            class UpToDate {

                /**
                 * Constructs a new UpToDate.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.UpToDate.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** UpToDate committedZxid. */
                committedZxid: Long;

                /**
                 * Encodes the specified UpToDate message. Does not implicitly {@link zabkit.peer.v1.UpToDate.verify|verify} messages.
                 * @param message UpToDate message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.UpToDate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an UpToDate message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.UpToDate & zabkit.peer.v1.UpToDate.$Shape} UpToDate
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.UpToDate & zabkit.peer.v1.UpToDate.$Shape;
            }

            namespace UpToDate {

                /** Properties of an UpToDate. */
                interface $Properties {

                    /** UpToDate committedZxid */
                    committedZxid?: Long;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an UpToDate. */
                type $Shape = zabkit.peer.v1.UpToDate.$Properties;
            }

            /**
             * Properties of a Proposal.
             * @deprecated Use zabkit.peer.v1.Proposal.$Properties instead.
             */
            interface IProposal extends zabkit.peer.v1.Proposal.$Properties {
            }

            /** Represents a Proposal. */
            class Proposal {

                /**
                 * Constructs a new Proposal.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.Proposal.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Proposal records. */
                records: zabkit.peer.v1.Record[];

                /** Proposal committedZxid. */
                committedZxid: Long;

                /**
                 * Encodes the specified Proposal message. Does not implicitly {@link zabkit.peer.v1.Proposal.verify|verify} messages.
                 * @param message Proposal message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.Proposal.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Proposal message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Proposal & zabkit.peer.v1.Proposal.$Shape} Proposal
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.Proposal & zabkit.peer.v1.Proposal.$Shape;
            }

            namespace Proposal {

                /** Properties of a Proposal. */
                interface $Properties {

                    /** Proposal records */
                    records?: zabkit.peer.v1.Record.$Properties[];

                    /** Proposal committedZxid */
                    committedZxid?: Long;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Proposal. */
                type $Shape = zabkit.peer.v1.Proposal.$Properties;
            }

            /**
             * Properties of an Inform.
             * @deprecated Use zabkit.peer.v1.Inform.$Properties instead.
             */
            interface IInform extends zabkit.peer.v1.Inform.$Properties {
            }

            /** Represents an Inform. */
            class Inform {

                /**
                 * Constructs a new Inform.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.Inform.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Inform records. */
                records: zabkit.peer.v1.Record[];

                /**
                 * Encodes the specified Inform message. Does not implicitly {@link zabkit.peer.v1.Inform.verify|verify} messages.
                 * @param message Inform message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.Inform.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Inform message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Inform & zabkit.peer.v1.Inform.$Shape} Inform
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.Inform & zabkit.peer.v1.Inform.$Shape;
            }

            namespace Inform {

                /** Properties of an Inform. */
                interface $Properties {

                    /** Inform records */
                    records?: zabkit.peer.v1.Record.$Properties[];

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Inform. */
                type $Shape = zabkit.peer.v1.Inform.$Properties;
            }

            /**
             * Properties of a Commit.
             * @deprecated Use zabkit.peer.v1.Commit.$Properties instead.
             */
            interface ICommit extends zabkit.peer.v1.Commit.$Properties {
            }

            /** Represents a Commit. */
            class Commit {

                /**
                 * Constructs a new Commit.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.Commit.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Commit zxid. */
                zxid: Long;

                /**
                 * Encodes the specified Commit message. Does not implicitly {@link zabkit.peer.v1.Commit.verify|verify} messages.
                 * @param message Commit message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.Commit.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Commit message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Commit & zabkit.peer.v1.Commit.$Shape} Commit
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.Commit & zabkit.peer.v1.Commit.$Shape;
            }

            namespace Commit {

                /** Properties of a Commit. */
                interface $Properties {

                    /** Commit zxid */
                    zxid?: Long;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Commit. */
                type $Shape = zabkit.peer.v1.Commit.$Properties;
            }

            /**
             * Properties of a LeaderDurable.
             * @deprecated Use zabkit.peer.v1.LeaderDurable.$Properties instead.
             */
            interface ILeaderDurable extends zabkit.peer.v1.LeaderDurable.$Properties {
            }

            /** Represents a LeaderDurable. */
            class LeaderDurable {

                /**
                 * Constructs a new LeaderDurable.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.LeaderDurable.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** LeaderDurable zxid. */
                zxid: Long;

                /**
                 * Encodes the specified LeaderDurable message. Does not implicitly {@link zabkit.peer.v1.LeaderDurable.verify|verify} messages.
                 * @param message LeaderDurable message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.LeaderDurable.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a LeaderDurable message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.LeaderDurable & zabkit.peer.v1.LeaderDurable.$Shape} LeaderDurable
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.LeaderDurable & zabkit.peer.v1.LeaderDurable.$Shape;
            }

            namespace LeaderDurable {

                /** Properties of a LeaderDurable. */
                interface $Properties {

                    /** LeaderDurable zxid */
                    zxid?: Long;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a LeaderDurable. */
                type $Shape = zabkit.peer.v1.LeaderDurable.$Properties;
            }

            /**
             * Properties of a Ping.
             * @deprecated Use zabkit.peer.v1.Ping.$Properties instead.
             */
            interface IPing extends zabkit.peer.v1.Ping.$Properties {
            }

            /** Represents a Ping. */
            class Ping {

                /**
                 * Constructs a new Ping.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.Ping.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Ping sequence. */
                sequence: Long;

                /**
                 * Encodes the specified Ping message. Does not implicitly {@link zabkit.peer.v1.Ping.verify|verify} messages.
                 * @param message Ping message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.Ping.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Ping message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Ping & zabkit.peer.v1.Ping.$Shape} Ping
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.Ping & zabkit.peer.v1.Ping.$Shape;
            }

            namespace Ping {

                /** Properties of a Ping. */
                interface $Properties {

                    /** Ping sequence */
                    sequence?: Long;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Ping. */
                type $Shape = zabkit.peer.v1.Ping.$Properties;
            }

            /**
             * Properties of a Synced.
             * @deprecated Use zabkit.peer.v1.Synced.$Properties instead.
             */
            interface ISynced extends zabkit.peer.v1.Synced.$Properties {
            }

            /** Represents a Synced. */
            class Synced {

                /**
                 * Constructs a new Synced.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.Synced.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Synced token. */
                token: Long;

                /** Synced zxid. */
                zxid: Long;

                /**
                 * Encodes the specified Synced message. Does not implicitly {@link zabkit.peer.v1.Synced.verify|verify} messages.
                 * @param message Synced message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.Synced.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Synced message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Synced & zabkit.peer.v1.Synced.$Shape} Synced
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.Synced & zabkit.peer.v1.Synced.$Shape;
            }

            namespace Synced {

                /** Properties of a Synced. */
                interface $Properties {

                    /** Synced token */
                    token?: Long;

                    /** Synced zxid */
                    zxid?: Long;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Synced. */
                type $Shape = zabkit.peer.v1.Synced.$Properties;
            }

            /**
             * Properties of a Revalidated.
             * @deprecated Use zabkit.peer.v1.Revalidated.$Properties instead.
             */
            interface IRevalidated extends zabkit.peer.v1.Revalidated.$Properties {
            }

            /** Represents a Revalidated. */
            class Revalidated {

                /**
                 * Constructs a new Revalidated.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: zabkit.peer.v1.Revalidated.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Revalidated sessionId. */
                sessionId: Long;

                /** Revalidated valid. */
                valid: boolean;

                /**
                 * Encodes the specified Revalidated message. Does not implicitly {@link zabkit.peer.v1.Revalidated.verify|verify} messages.
                 * @param message Revalidated message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: zabkit.peer.v1.Revalidated.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Revalidated message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Revalidated & zabkit.peer.v1.Revalidated.$Shape} Revalidated
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): zabkit.peer.v1.Revalidated & zabkit.peer.v1.Revalidated.$Shape;
            }

            namespace Revalidated {

                /** Properties of a Revalidated. */
                interface $Properties {

                    /** Revalidated sessionId */
                    sessionId?: Long;

                    /** Revalidated valid */
                    valid?: boolean;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Revalidated. */
                type $Shape = zabkit.peer.v1.Revalidated.$Properties;
            }
        }
    }
}
