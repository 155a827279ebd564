/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["zabkit-peer"] || ($protobuf.roots["zabkit-peer"] = {});

export const zabkit = $root.zabkit = (() => {

    /**
     * Namespace zabkit.
     * @exports zabkit
     * @namespace
     */
    const zabkit = {};

    zabkit.peer = (function() {

        /**
         * Namespace peer.
         * @memberof zabkit
         * @namespace
         */
        const peer = {};

        peer.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof zabkit.peer
             * @namespace
             */
            const v1 = {};

            v1.Frame = (function() {

                /**
                 * Properties of a Frame.
                 * @typedef {Object} zabkit.peer.v1.Frame.$Properties
                 * @property {Array.<zabkit.peer.v1.Message.$Properties>} [messages] Frame messages
                 * @property {zabkit.peer.v1.Hello.$Properties} [hello] Frame hello
                 * @property {zabkit.peer.v1.Welcome.$Properties} [welcome] Frame welcome
                 * @property {zabkit.peer.v1.Goodbye.$Properties} [goodbye] Frame goodbye
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Frame.
                 * @memberof zabkit.peer.v1
                 * @interface IFrame
                 * @augments zabkit.peer.v1.Frame.$Properties
                 * @deprecated Use zabkit.peer.v1.Frame.$Properties instead.
                 */

                /**
                 * Shape of a Frame.
                 * @typedef {{
                 *   messages?: Array.<zabkit.peer.v1.Message.$Shape>;
                 *   hello?: zabkit.peer.v1.Hello.$Shape;
                 *   welcome?: zabkit.peer.v1.Welcome.$Shape;
                 *   goodbye?: zabkit.peer.v1.Goodbye.$Shape;
                 *   $unknowns?: Array.<Uint8Array>;
                 * }} zabkit.peer.v1.Frame.$Shape
                 */

                /**
                 * Constructs a new Frame.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a Frame.
                 * @constructor
                 * @param {zabkit.peer.v1.Frame.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Frame = function (properties) {
                    this.messages = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Frame messages.
                 * @member {Array.<zabkit.peer.v1.Message>} messages
                 * @memberof zabkit.peer.v1.Frame
                 * @instance
                 */
                Frame.prototype.messages = $util.emptyArray;

                /**
                 * Frame hello.
                 * @member {zabkit.peer.v1.Hello} hello
                 * @memberof zabkit.peer.v1.Frame
                 * @instance
                 */
                Frame.prototype.hello = null;

                /**
                 * Frame welcome.
                 * @member {zabkit.peer.v1.Welcome} welcome
                 * @memberof zabkit.peer.v1.Frame
                 * @instance
                 */
                Frame.prototype.welcome = null;

                /**
                 * Frame goodbye.
                 * @member {zabkit.peer.v1.Goodbye} goodbye
                 * @memberof zabkit.peer.v1.Frame
                 * @instance
                 */
                Frame.prototype.goodbye = null;

                /**
                 * Encodes the specified Frame message. Does not implicitly {@link zabkit.peer.v1.Frame.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.Frame
                 * @static
                 * @param {zabkit.peer.v1.Frame.$Properties} message Frame message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Frame.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.messages != null && message.messages.length)
                        for (let i = 0; i < message.messages.length; ++i)
                            $root.zabkit.peer.v1.Message.encode(message.messages[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                        $root.zabkit.peer.v1.Hello.encode(message.hello, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.welcome != null && $Object.hasOwnProperty.call(message, "welcome"))
                        $root.zabkit.peer.v1.Welcome.encode(message.welcome, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.goodbye != null && $Object.hasOwnProperty.call(message, "goodbye"))
                        $root.zabkit.peer.v1.Goodbye.encode(message.goodbye, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Frame message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.Frame
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Frame & zabkit.peer.v1.Frame.$Shape} Frame
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Frame.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.Frame();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.messages && message.messages.length))
                                    message.messages = [];
                                message.messages.push($root.zabkit.peer.v1.Message.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.hello = $root.zabkit.peer.v1.Hello.decode(reader, reader.size(), $undefined, _depth + 1, message.hello);
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.welcome = $root.zabkit.peer.v1.Welcome.decode(reader, reader.size(), $undefined, _depth + 1, message.welcome);
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.goodbye = $root.zabkit.peer.v1.Goodbye.decode(reader, reader.size(), $undefined, _depth + 1, message.goodbye);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Frame;
            })();

            v1.Hello = (function() {

                /**
                 * Properties of a Hello.
                 * @typedef {Object} zabkit.peer.v1.Hello.$Properties
                 * @property {number} [protocolVersion] Hello protocolVersion
                 * @property {string} [clusterId] Hello clusterId
                 * @property {number} [serverId] Hello serverId
                 * @property {number} [expectedServerId] Hello expectedServerId
                 * @property {Array.<string>} [capabilities] Hello capabilities
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Hello.
                 * @memberof zabkit.peer.v1
                 * @interface IHello
                 * @augments zabkit.peer.v1.Hello.$Properties
                 * @deprecated Use zabkit.peer.v1.Hello.$Properties instead.
                 */

                /**
                 * Shape of a Hello.
                 * @typedef {zabkit.peer.v1.Hello.$Properties} zabkit.peer.v1.Hello.$Shape
                 */

                /**
                 * Constructs a new Hello.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a Hello.
                 * @constructor
                 * @param {zabkit.peer.v1.Hello.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Hello = function (properties) {
                    this.capabilities = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Hello protocolVersion.
                 * @member {number} protocolVersion
                 * @memberof zabkit.peer.v1.Hello
                 * @instance
                 */
                Hello.prototype.protocolVersion = 0;

                /**
                 * Hello clusterId.
                 * @member {string} clusterId
                 * @memberof zabkit.peer.v1.Hello
                 * @instance
                 */
                Hello.prototype.clusterId = "";

                /**
                 * Hello serverId.
                 * @member {number} serverId
                 * @memberof zabkit.peer.v1.Hello
                 * @instance
                 */
                Hello.prototype.serverId = 0;

                /**
                 * Hello expectedServerId.
                 * @member {number} expectedServerId
                 * @memberof zabkit.peer.v1.Hello
                 * @instance
                 */
                Hello.prototype.expectedServerId = 0;

                /**
                 * Hello capabilities.
                 * @member {Array.<string>} capabilities
                 * @memberof zabkit.peer.v1.Hello
                 * @instance
                 */
                Hello.prototype.capabilities = $util.emptyArray;

                /**
                 * Encodes the specified Hello message. Does not implicitly {@link zabkit.peer.v1.Hello.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.Hello
                 * @static
                 * @param {zabkit.peer.v1.Hello.$Properties} message Hello message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Hello.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.protocolVersion != null && $Object.hasOwnProperty.call(message, "protocolVersion") && message.protocolVersion !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.protocolVersion);
                    if (message.clusterId != null && $Object.hasOwnProperty.call(message, "clusterId") && message.clusterId !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.clusterId);
                    if (message.serverId != null && $Object.hasOwnProperty.call(message, "serverId") && message.serverId !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.serverId);
                    if (message.expectedServerId != null && $Object.hasOwnProperty.call(message, "expectedServerId") && message.expectedServerId !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.expectedServerId);
                    if (message.capabilities != null && message.capabilities.length)
                        for (let i = 0; i < message.capabilities.length; ++i)
                            writer.uint32(/* id 5, wireType 2 =*/42).string(message.capabilities[i]);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Hello message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.Hello
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Hello & zabkit.peer.v1.Hello.$Shape} Hello
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Hello.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.Hello();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.protocolVersion = value;
                                else
                                    delete message.protocolVersion;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.clusterId = value;
                                else
                                    delete message.clusterId;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.serverId = value;
                                else
                                    delete message.serverId;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.expectedServerId = value;
                                else
                                    delete message.expectedServerId;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.capabilities && message.capabilities.length))
                                    message.capabilities = [];
                                message.capabilities.push(reader.stringVerify());
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Hello;
            })();

            v1.Welcome = (function() {

                /**
                 * Properties of a Welcome.
                 * @typedef {Object} zabkit.peer.v1.Welcome.$Properties
                 * @property {number} [protocolVersion] Welcome protocolVersion
                 * @property {string} [clusterId] Welcome clusterId
                 * @property {number} [serverId] Welcome serverId
                 * @property {Array.<string>} [capabilities] Welcome capabilities
                 * @property {zabkit.peer.v1.Refusal.$Properties} [refusal] Welcome refusal
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Welcome.
                 * @memberof zabkit.peer.v1
                 * @interface IWelcome
                 * @augments zabkit.peer.v1.Welcome.$Properties
                 * @deprecated Use zabkit.peer.v1.Welcome.$Properties instead.
                 */

                /**
                 * Shape of a Welcome.
                 * @typedef {zabkit.peer.v1.Welcome.$Properties} zabkit.peer.v1.Welcome.$Shape
                 */

                /**
                 * Constructs a new Welcome.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a Welcome.
                 * @constructor
                 * @param {zabkit.peer.v1.Welcome.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Welcome = function (properties) {
                    this.capabilities = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Welcome protocolVersion.
                 * @member {number} protocolVersion
                 * @memberof zabkit.peer.v1.Welcome
                 * @instance
                 */
                Welcome.prototype.protocolVersion = 0;

                /**
                 * Welcome clusterId.
                 * @member {string} clusterId
                 * @memberof zabkit.peer.v1.Welcome
                 * @instance
                 */
                Welcome.prototype.clusterId = "";

                /**
                 * Welcome serverId.
                 * @member {number} serverId
                 * @memberof zabkit.peer.v1.Welcome
                 * @instance
                 */
                Welcome.prototype.serverId = 0;

                /**
                 * Welcome capabilities.
                 * @member {Array.<string>} capabilities
                 * @memberof zabkit.peer.v1.Welcome
                 * @instance
                 */
                Welcome.prototype.capabilities = $util.emptyArray;

                /**
                 * Welcome refusal.
                 * @member {zabkit.peer.v1.Refusal} refusal
                 * @memberof zabkit.peer.v1.Welcome
                 * @instance
                 */
                Welcome.prototype.refusal = null;

                /**
                 * Encodes the specified Welcome message. Does not implicitly {@link zabkit.peer.v1.Welcome.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.Welcome
                 * @static
                 * @param {zabkit.peer.v1.Welcome.$Properties} message Welcome message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Welcome.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.protocolVersion != null && $Object.hasOwnProperty.call(message, "protocolVersion") && message.protocolVersion !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.protocolVersion);
                    if (message.clusterId != null && $Object.hasOwnProperty.call(message, "clusterId") && message.clusterId !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.clusterId);
                    if (message.serverId != null && $Object.hasOwnProperty.call(message, "serverId") && message.serverId !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.serverId);
                    if (message.capabilities != null && message.capabilities.length)
                        for (let i = 0; i < message.capabilities.length; ++i)
                            writer.uint32(/* id 4, wireType 2 =*/34).string(message.capabilities[i]);
                    if (message.refusal != null && $Object.hasOwnProperty.call(message, "refusal"))
                        $root.zabkit.peer.v1.Refusal.encode(message.refusal, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Welcome message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.Welcome
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Welcome & zabkit.peer.v1.Welcome.$Shape} Welcome
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Welcome.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.Welcome();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.protocolVersion = value;
                                else
                                    delete message.protocolVersion;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.clusterId = value;
                                else
                                    delete message.clusterId;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.serverId = value;
                                else
                                    delete message.serverId;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.capabilities && message.capabilities.length))
                                    message.capabilities = [];
                                message.capabilities.push(reader.stringVerify());
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.refusal = $root.zabkit.peer.v1.Refusal.decode(reader, reader.size(), $undefined, _depth + 1, message.refusal);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Welcome;
            })();

            v1.Refusal = (function() {

                /**
                 * Properties of a Refusal.
                 * @typedef {Object} zabkit.peer.v1.Refusal.$Properties
                 * @property {string} [reason] Refusal reason
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Refusal.
                 * @memberof zabkit.peer.v1
                 * @interface IRefusal
                 * @augments zabkit.peer.v1.Refusal.$Properties
                 * @deprecated Use zabkit.peer.v1.Refusal.$Properties instead.
                 */

                /**
                 * Shape of a Refusal.
                 * @typedef {zabkit.peer.v1.Refusal.$Properties} zabkit.peer.v1.Refusal.$Shape
                 */

                /**
                 * Constructs a new Refusal.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a Refusal.
                 * @constructor
                 * @param {zabkit.peer.v1.Refusal.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Refusal = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Refusal reason.
                 * @member {string} reason
                 * @memberof zabkit.peer.v1.Refusal
                 * @instance
                 */
                Refusal.prototype.reason = "";

                /**
                 * Encodes the specified Refusal message. Does not implicitly {@link zabkit.peer.v1.Refusal.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.Refusal
                 * @static
                 * @param {zabkit.peer.v1.Refusal.$Properties} message Refusal message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Refusal.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.reason);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Refusal message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.Refusal
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Refusal & zabkit.peer.v1.Refusal.$Shape} Refusal
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Refusal.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.Refusal();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.reason = value;
                                else
                                    delete message.reason;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Refusal;
            })();

            v1.Goodbye = (function() {

                /**
                 * Properties of a Goodbye.
                 * @typedef {Object} zabkit.peer.v1.Goodbye.$Properties
                 * @property {string} [reason] Goodbye reason
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Goodbye.
                 * @memberof zabkit.peer.v1
                 * @interface IGoodbye
                 * @augments zabkit.peer.v1.Goodbye.$Properties
                 * @deprecated Use zabkit.peer.v1.Goodbye.$Properties instead.
                 */

                /**
                 * Shape of a Goodbye.
                 * @typedef {zabkit.peer.v1.Goodbye.$Properties} zabkit.peer.v1.Goodbye.$Shape
                 */

                /**
                 * Constructs a new Goodbye.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a Goodbye.
                 * @constructor
                 * @param {zabkit.peer.v1.Goodbye.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Goodbye = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Goodbye reason.
                 * @member {string} reason
                 * @memberof zabkit.peer.v1.Goodbye
                 * @instance
                 */
                Goodbye.prototype.reason = "";

                /**
                 * Encodes the specified Goodbye message. Does not implicitly {@link zabkit.peer.v1.Goodbye.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.Goodbye
                 * @static
                 * @param {zabkit.peer.v1.Goodbye.$Properties} message Goodbye message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Goodbye.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.reason);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Goodbye message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.Goodbye
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Goodbye & zabkit.peer.v1.Goodbye.$Shape} Goodbye
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Goodbye.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.Goodbye();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.reason = value;
                                else
                                    delete message.reason;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Goodbye;
            })();

            v1.Message = (function() {

                /**
                 * Properties of a Message.
                 * @typedef {Object} zabkit.peer.v1.Message.$Properties
                 * @property {zabkit.peer.v1.Notification.$Properties|null} [notification] Message notification
                 * @property {zabkit.peer.v1.LearnerInfo.$Properties|null} [learnerInfo] Message learnerInfo
                 * @property {zabkit.peer.v1.AckEpoch.$Properties|null} [ackEpoch] Message ackEpoch
                 * @property {zabkit.peer.v1.Truncated.$Properties|null} [truncated] Message truncated
                 * @property {zabkit.peer.v1.AckNewLeader.$Properties|null} [ackNewLeader] Message ackNewLeader
                 * @property {zabkit.peer.v1.Ack.$Properties|null} [ack] Message ack
                 * @property {zabkit.peer.v1.Pong.$Properties|null} [pong] Message pong
                 * @property {zabkit.peer.v1.Sync.$Properties|null} [sync] Message sync
                 * @property {zabkit.peer.v1.Requests.$Properties|null} [requests] Message requests
                 * @property {zabkit.peer.v1.Touches.$Properties|null} [touches] Message touches
                 * @property {zabkit.peer.v1.Revalidate.$Properties|null} [revalidate] Message revalidate
                 * @property {zabkit.peer.v1.LeaderInfo.$Properties|null} [leaderInfo] Message leaderInfo
                 * @property {zabkit.peer.v1.Truncate.$Properties|null} [truncate] Message truncate
                 * @property {zabkit.peer.v1.SnapshotBegin.$Properties|null} [snapshotBegin] Message snapshotBegin
                 * @property {zabkit.peer.v1.SnapshotChunk.$Properties|null} [snapshotChunk] Message snapshotChunk
                 * @property {zabkit.peer.v1.SnapshotEnd.$Properties|null} [snapshotEnd] Message snapshotEnd
                 * @property {zabkit.peer.v1.History.$Properties|null} [history] Message history
                 * @property {zabkit.peer.v1.NewLeader.$Properties|null} [newLeader] Message newLeader
                 * @property {zabkit.peer.v1.UpToDate.$Properties|null} [upToDate] Message upToDate
                 * @property {zabkit.peer.v1.Proposal.$Properties|null} [proposal] Message proposal
                 * @property {zabkit.peer.v1.Inform.$Properties|null} [inform] Message inform
                 * @property {zabkit.peer.v1.Commit.$Properties|null} [commit] Message commit
                 * @property {zabkit.peer.v1.Ping.$Properties|null} [ping] Message ping
                 * @property {zabkit.peer.v1.Synced.$Properties|null} [synced] Message synced
                 * @property {zabkit.peer.v1.Revalidated.$Properties|null} [revalidated] Message revalidated
                 * @property {zabkit.peer.v1.LeaderDurable.$Properties|null} [leaderDurable] Message leaderDurable
                 * @property {"notification"|"learnerInfo"|"ackEpoch"|"truncated"|"ackNewLeader"|"ack"|"pong"|"sync"|"requests"|"touches"|"revalidate"|"leaderInfo"|"truncate"|"snapshotBegin"|"snapshotChunk"|"snapshotEnd"|"history"|"newLeader"|"upToDate"|"proposal"|"inform"|"commit"|"ping"|"synced"|"revalidated"|"leaderDurable"} [kind] Message kind
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Message.
                 * @memberof zabkit.peer.v1
                 * @interface IMessage
                 * @augments zabkit.peer.v1.Message.$Properties
                 * @deprecated Use zabkit.peer.v1.Message.$Properties instead.
                 */

                /**
                 * Narrowed shape of a Message.
                 * @typedef {{
                 *   notification?: zabkit.peer.v1.Notification.$Shape|null;
                 *   learnerInfo?: zabkit.peer.v1.LearnerInfo.$Shape|null;
                 *   ackEpoch?: zabkit.peer.v1.AckEpoch.$Shape|null;
                 *   truncated?: zabkit.peer.v1.Truncated.$Shape|null;
                 *   ackNewLeader?: zabkit.peer.v1.AckNewLeader.$Shape|null;
                 *   ack?: zabkit.peer.v1.Ack.$Shape|null;
                 *   pong?: zabkit.peer.v1.Pong.$Shape|null;
                 *   sync?: zabkit.peer.v1.Sync.$Shape|null;
                 *   requests?: zabkit.peer.v1.Requests.$Shape|null;
                 *   touches?: zabkit.peer.v1.Touches.$Shape|null;
                 *   revalidate?: zabkit.peer.v1.Revalidate.$Shape|null;
                 *   leaderInfo?: zabkit.peer.v1.LeaderInfo.$Shape|null;
                 *   truncate?: zabkit.peer.v1.Truncate.$Shape|null;
                 *   snapshotBegin?: zabkit.peer.v1.SnapshotBegin.$Shape|null;
                 *   snapshotChunk?: zabkit.peer.v1.SnapshotChunk.$Shape|null;
                 *   snapshotEnd?: zabkit.peer.v1.SnapshotEnd.$Shape|null;
                 *   history?: zabkit.peer.v1.History.$Shape|null;
                 *   newLeader?: zabkit.peer.v1.NewLeader.$Shape|null;
                 *   upToDate?: zabkit.peer.v1.UpToDate.$Shape|null;
                 *   proposal?: zabkit.peer.v1.Proposal.$Shape|null;
                 *   inform?: zabkit.peer.v1.Inform.$Shape|null;
                 *   commit?: zabkit.peer.v1.Commit.$Shape|null;
                 *   ping?: zabkit.peer.v1.Ping.$Shape|null;
                 *   synced?: zabkit.peer.v1.Synced.$Shape|null;
                 *   revalidated?: zabkit.peer.v1.Revalidated.$Shape|null;
                 *   leaderDurable?: zabkit.peer.v1.LeaderDurable.$Shape|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * } & (
                 *   ({ kind?: undefined; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "notification"; notification: zabkit.peer.v1.Notification.$Shape; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "learnerInfo"; notification?: null; learnerInfo: zabkit.peer.v1.LearnerInfo.$Shape; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "ackEpoch"; notification?: null; learnerInfo?: null; ackEpoch: zabkit.peer.v1.AckEpoch.$Shape; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "truncated"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated: zabkit.peer.v1.Truncated.$Shape; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "ackNewLeader"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader: zabkit.peer.v1.AckNewLeader.$Shape; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "ack"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack: zabkit.peer.v1.Ack.$Shape; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "pong"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong: zabkit.peer.v1.Pong.$Shape; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "sync"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync: zabkit.peer.v1.Sync.$Shape; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "requests"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests: zabkit.peer.v1.Requests.$Shape; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "touches"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches: zabkit.peer.v1.Touches.$Shape; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "revalidate"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate: zabkit.peer.v1.Revalidate.$Shape; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "leaderInfo"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo: zabkit.peer.v1.LeaderInfo.$Shape; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "truncate"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate: zabkit.peer.v1.Truncate.$Shape; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "snapshotBegin"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin: zabkit.peer.v1.SnapshotBegin.$Shape; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "snapshotChunk"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk: zabkit.peer.v1.SnapshotChunk.$Shape; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "snapshotEnd"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd: zabkit.peer.v1.SnapshotEnd.$Shape; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "history"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history: zabkit.peer.v1.History.$Shape; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "newLeader"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader: zabkit.peer.v1.NewLeader.$Shape; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "upToDate"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate: zabkit.peer.v1.UpToDate.$Shape; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "proposal"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal: zabkit.peer.v1.Proposal.$Shape; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "inform"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform: zabkit.peer.v1.Inform.$Shape; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "commit"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit: zabkit.peer.v1.Commit.$Shape; ping?: null; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "ping"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping: zabkit.peer.v1.Ping.$Shape; synced?: null; revalidated?: null; leaderDurable?: null }|{ kind?: "synced"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced: zabkit.peer.v1.Synced.$Shape; revalidated?: null; leaderDurable?: null }|{ kind?: "revalidated"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated: zabkit.peer.v1.Revalidated.$Shape; leaderDurable?: null }|{ kind?: "leaderDurable"; notification?: null; learnerInfo?: null; ackEpoch?: null; truncated?: null; ackNewLeader?: null; ack?: null; pong?: null; sync?: null; requests?: null; touches?: null; revalidate?: null; leaderInfo?: null; truncate?: null; snapshotBegin?: null; snapshotChunk?: null; snapshotEnd?: null; history?: null; newLeader?: null; upToDate?: null; proposal?: null; inform?: null; commit?: null; ping?: null; synced?: null; revalidated?: null; leaderDurable: zabkit.peer.v1.LeaderDurable.$Shape })
                 * )} zabkit.peer.v1.Message.$Shape
                 */

                /**
                 * Constructs a new Message.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a Message.
                 * @constructor
                 * @param {zabkit.peer.v1.Message.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Message = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Message notification.
                 * @member {zabkit.peer.v1.Notification|null} notification
                 * @memberof zabkit.peer.v1.Message
                 * @instance
                 */
                Message.prototype.notification = null;

                /**
                 * Message learnerInfo.
                 * @member {zabkit.peer.v1.LearnerInfo|null} learnerInfo
                 * @memberof zabkit.peer.v1.Message
                 * @instance
                 */
                Message.prototype.learnerInfo = null;

                /**
                 * Message ackEpoch.
                 * @member {zabkit.peer.v1.AckEpoch|null} ackEpoch
                 * @memberof zabkit.peer.v1.Message
                 * @instance
                 */
                Message.prototype.ackEpoch = null;

                /**
                 * Message truncated.
                 * @member {zabkit.peer.v1.Truncated|null} truncated
                 * @memberof zabkit.peer.v1.Message
                 * @instance
                 */
                Message.prototype.truncated = null;

                /**
                 * Message ackNewLeader.
                 * @member {zabkit.peer.v1.AckNewLeader|null} ackNewLeader
                 * @memberof zabkit.peer.v1.Message
                 * @instance
                 */
                Message.prototype.ackNewLeader = null;

                /**
                 * Message ack.
                 * @member {zabkit.peer.v1.Ack|null} ack
                 * @memberof zabkit.peer.v1.Message
                 * @instance
                 */
                Message.prototype.ack = null;

                /**
                 * Message pong.
                 * @member {zabkit.peer.v1.Pong|null} pong
                 * @memberof zabkit.peer.v1.Message
                 * @instance
                 */
                Message.prototype.pong = null;

                /**
                 * Message sync.
                 * @member {zabkit.peer.v1.Sync|null} sync
                 * @memberof zabkit.peer.v1.Message
                 * @instance
                 */
                Message.prototype.sync = null;

                /**
                 * Message requests.
                 * @member {zabkit.peer.v1.Requests|null} requests
                 * @memberof zabkit.peer.v1.Message
                 * @instance
                 */
                Message.prototype.requests = null;

                /**
                 * Message touches.
                 * @member {zabkit.peer.v1.Touches|null} touches
                 * @memberof zabkit.peer.v1.Message
                 * @instance
                 */
                Message.prototype.touches = null;

                /**
                 * Message revalidate.
                 * @member {zabkit.peer.v1.Revalidate|null} revalidate
                 * @memberof zabkit.peer.v1.Message
                 * @instance
                 */
                Message.prototype.revalidate = null;

                /**
                 * Message leaderInfo.
                 * @member {zabkit.peer.v1.LeaderInfo|null} leaderInfo
                 * @memberof zabkit.peer.v1.Message
                 * @instance
                 */
                Message.prototype.leaderInfo = null;

                /**
                 * Message truncate.
                 * @member {zabkit.peer.v1.Truncate|null} truncate
                 * @memberof zabkit.peer.v1.Message
                 * @instance
                 */
                Message.prototype.truncate = null;

                /**
                 * Message snapshotBegin.
                 * @member {zabkit.peer.v1.SnapshotBegin|null} snapshotBegin
                 * @memberof zabkit.peer.v1.Message
                 * @instance
                 */
                Message.prototype.snapshotBegin = null;

                /**
                 * Message snapshotChunk.
                 * @member {zabkit.peer.v1.SnapshotChunk|null} snapshotChunk
                 * @memberof zabkit.peer.v1.Message
                 * @instance
                 */
                Message.prototype.snapshotChunk = null;

                /**
                 * Message snapshotEnd.
                 * @member {zabkit.peer.v1.SnapshotEnd|null} snapshotEnd
                 * @memberof zabkit.peer.v1.Message
                 * @instance
                 */
                Message.prototype.snapshotEnd = null;

                /**
                 * Message history.
                 * @member {zabkit.peer.v1.History|null} history
                 * @memberof zabkit.peer.v1.Message
                 * @instance
                 */
                Message.prototype.history = null;

                /**
                 * Message newLeader.
                 * @member {zabkit.peer.v1.NewLeader|null} newLeader
                 * @memberof zabkit.peer.v1.Message
                 * @instance
                 */
                Message.prototype.newLeader = null;

                /**
                 * Message upToDate.
                 * @member {zabkit.peer.v1.UpToDate|null} upToDate
                 * @memberof zabkit.peer.v1.Message
                 * @instance
                 */
                Message.prototype.upToDate = null;

                /**
                 * Message proposal.
                 * @member {zabkit.peer.v1.Proposal|null} proposal
                 * @memberof zabkit.peer.v1.Message
                 * @instance
                 */
                Message.prototype.proposal = null;

                /**
                 * Message inform.
                 * @member {zabkit.peer.v1.Inform|null} inform
                 * @memberof zabkit.peer.v1.Message
                 * @instance
                 */
                Message.prototype.inform = null;

                /**
                 * Message commit.
                 * @member {zabkit.peer.v1.Commit|null} commit
                 * @memberof zabkit.peer.v1.Message
                 * @instance
                 */
                Message.prototype.commit = null;

                /**
                 * Message ping.
                 * @member {zabkit.peer.v1.Ping|null} ping
                 * @memberof zabkit.peer.v1.Message
                 * @instance
                 */
                Message.prototype.ping = null;

                /**
                 * Message synced.
                 * @member {zabkit.peer.v1.Synced|null} synced
                 * @memberof zabkit.peer.v1.Message
                 * @instance
                 */
                Message.prototype.synced = null;

                /**
                 * Message revalidated.
                 * @member {zabkit.peer.v1.Revalidated|null} revalidated
                 * @memberof zabkit.peer.v1.Message
                 * @instance
                 */
                Message.prototype.revalidated = null;

                /**
                 * Message leaderDurable.
                 * @member {zabkit.peer.v1.LeaderDurable|null} leaderDurable
                 * @memberof zabkit.peer.v1.Message
                 * @instance
                 */
                Message.prototype.leaderDurable = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * Message kind.
                 * @member {"notification"|"learnerInfo"|"ackEpoch"|"truncated"|"ackNewLeader"|"ack"|"pong"|"sync"|"requests"|"touches"|"revalidate"|"leaderInfo"|"truncate"|"snapshotBegin"|"snapshotChunk"|"snapshotEnd"|"history"|"newLeader"|"upToDate"|"proposal"|"inform"|"commit"|"ping"|"synced"|"revalidated"|"leaderDurable"|undefined} kind
                 * @memberof zabkit.peer.v1.Message
                 * @instance
                 */
                $Object.defineProperty(Message.prototype, "kind", {
                    get: $util.oneOfGetter($oneOfFields = ["notification", "learnerInfo", "ackEpoch", "truncated", "ackNewLeader", "ack", "pong", "sync", "requests", "touches", "revalidate", "leaderInfo", "truncate", "snapshotBegin", "snapshotChunk", "snapshotEnd", "history", "newLeader", "upToDate", "proposal", "inform", "commit", "ping", "synced", "revalidated", "leaderDurable"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified Message message. Does not implicitly {@link zabkit.peer.v1.Message.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.Message
                 * @static
                 * @param {zabkit.peer.v1.Message.$Properties} message Message message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Message.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.notification != null && $Object.hasOwnProperty.call(message, "notification"))
                        $root.zabkit.peer.v1.Notification.encode(message.notification, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.learnerInfo != null && $Object.hasOwnProperty.call(message, "learnerInfo"))
                        $root.zabkit.peer.v1.LearnerInfo.encode(message.learnerInfo, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.ackEpoch != null && $Object.hasOwnProperty.call(message, "ackEpoch"))
                        $root.zabkit.peer.v1.AckEpoch.encode(message.ackEpoch, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.truncated != null && $Object.hasOwnProperty.call(message, "truncated"))
                        $root.zabkit.peer.v1.Truncated.encode(message.truncated, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message.ackNewLeader != null && $Object.hasOwnProperty.call(message, "ackNewLeader"))
                        $root.zabkit.peer.v1.AckNewLeader.encode(message.ackNewLeader, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.ack != null && $Object.hasOwnProperty.call(message, "ack"))
                        $root.zabkit.peer.v1.Ack.encode(message.ack, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                    if (message.pong != null && $Object.hasOwnProperty.call(message, "pong"))
                        $root.zabkit.peer.v1.Pong.encode(message.pong, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                    if (message.sync != null && $Object.hasOwnProperty.call(message, "sync"))
                        $root.zabkit.peer.v1.Sync.encode(message.sync, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                    if (message.requests != null && $Object.hasOwnProperty.call(message, "requests"))
                        $root.zabkit.peer.v1.Requests.encode(message.requests, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                    if (message.touches != null && $Object.hasOwnProperty.call(message, "touches"))
                        $root.zabkit.peer.v1.Touches.encode(message.touches, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                    if (message.revalidate != null && $Object.hasOwnProperty.call(message, "revalidate"))
                        $root.zabkit.peer.v1.Revalidate.encode(message.revalidate, writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                    if (message.leaderInfo != null && $Object.hasOwnProperty.call(message, "leaderInfo"))
                        $root.zabkit.peer.v1.LeaderInfo.encode(message.leaderInfo, writer.uint32(/* id 16, wireType 2 =*/130).fork(), _depth + 1).ldelim();
                    if (message.truncate != null && $Object.hasOwnProperty.call(message, "truncate"))
                        $root.zabkit.peer.v1.Truncate.encode(message.truncate, writer.uint32(/* id 17, wireType 2 =*/138).fork(), _depth + 1).ldelim();
                    if (message.snapshotBegin != null && $Object.hasOwnProperty.call(message, "snapshotBegin"))
                        $root.zabkit.peer.v1.SnapshotBegin.encode(message.snapshotBegin, writer.uint32(/* id 18, wireType 2 =*/146).fork(), _depth + 1).ldelim();
                    if (message.snapshotChunk != null && $Object.hasOwnProperty.call(message, "snapshotChunk"))
                        $root.zabkit.peer.v1.SnapshotChunk.encode(message.snapshotChunk, writer.uint32(/* id 19, wireType 2 =*/154).fork(), _depth + 1).ldelim();
                    if (message.snapshotEnd != null && $Object.hasOwnProperty.call(message, "snapshotEnd"))
                        $root.zabkit.peer.v1.SnapshotEnd.encode(message.snapshotEnd, writer.uint32(/* id 20, wireType 2 =*/162).fork(), _depth + 1).ldelim();
                    if (message.history != null && $Object.hasOwnProperty.call(message, "history"))
                        $root.zabkit.peer.v1.History.encode(message.history, writer.uint32(/* id 21, wireType 2 =*/170).fork(), _depth + 1).ldelim();
                    if (message.newLeader != null && $Object.hasOwnProperty.call(message, "newLeader"))
                        $root.zabkit.peer.v1.NewLeader.encode(message.newLeader, writer.uint32(/* id 22, wireType 2 =*/178).fork(), _depth + 1).ldelim();
                    if (message.upToDate != null && $Object.hasOwnProperty.call(message, "upToDate"))
                        $root.zabkit.peer.v1.UpToDate.encode(message.upToDate, writer.uint32(/* id 23, wireType 2 =*/186).fork(), _depth + 1).ldelim();
                    if (message.proposal != null && $Object.hasOwnProperty.call(message, "proposal"))
                        $root.zabkit.peer.v1.Proposal.encode(message.proposal, writer.uint32(/* id 24, wireType 2 =*/194).fork(), _depth + 1).ldelim();
                    if (message.inform != null && $Object.hasOwnProperty.call(message, "inform"))
                        $root.zabkit.peer.v1.Inform.encode(message.inform, writer.uint32(/* id 25, wireType 2 =*/202).fork(), _depth + 1).ldelim();
                    if (message.commit != null && $Object.hasOwnProperty.call(message, "commit"))
                        $root.zabkit.peer.v1.Commit.encode(message.commit, writer.uint32(/* id 26, wireType 2 =*/210).fork(), _depth + 1).ldelim();
                    if (message.ping != null && $Object.hasOwnProperty.call(message, "ping"))
                        $root.zabkit.peer.v1.Ping.encode(message.ping, writer.uint32(/* id 27, wireType 2 =*/218).fork(), _depth + 1).ldelim();
                    if (message.synced != null && $Object.hasOwnProperty.call(message, "synced"))
                        $root.zabkit.peer.v1.Synced.encode(message.synced, writer.uint32(/* id 28, wireType 2 =*/226).fork(), _depth + 1).ldelim();
                    if (message.revalidated != null && $Object.hasOwnProperty.call(message, "revalidated"))
                        $root.zabkit.peer.v1.Revalidated.encode(message.revalidated, writer.uint32(/* id 29, wireType 2 =*/234).fork(), _depth + 1).ldelim();
                    if (message.leaderDurable != null && $Object.hasOwnProperty.call(message, "leaderDurable"))
                        $root.zabkit.peer.v1.LeaderDurable.encode(message.leaderDurable, writer.uint32(/* id 30, wireType 2 =*/242).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Message message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.Message
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Message & zabkit.peer.v1.Message.$Shape} Message
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Message.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.Message();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.notification = $root.zabkit.peer.v1.Notification.decode(reader, reader.size(), $undefined, _depth + 1, message.notification);
                                message.kind = "notification";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.learnerInfo = $root.zabkit.peer.v1.LearnerInfo.decode(reader, reader.size(), $undefined, _depth + 1, message.learnerInfo);
                                message.kind = "learnerInfo";
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.ackEpoch = $root.zabkit.peer.v1.AckEpoch.decode(reader, reader.size(), $undefined, _depth + 1, message.ackEpoch);
                                message.kind = "ackEpoch";
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.truncated = $root.zabkit.peer.v1.Truncated.decode(reader, reader.size(), $undefined, _depth + 1, message.truncated);
                                message.kind = "truncated";
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.ackNewLeader = $root.zabkit.peer.v1.AckNewLeader.decode(reader, reader.size(), $undefined, _depth + 1, message.ackNewLeader);
                                message.kind = "ackNewLeader";
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.ack = $root.zabkit.peer.v1.Ack.decode(reader, reader.size(), $undefined, _depth + 1, message.ack);
                                message.kind = "ack";
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                message.pong = $root.zabkit.peer.v1.Pong.decode(reader, reader.size(), $undefined, _depth + 1, message.pong);
                                message.kind = "pong";
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                message.sync = $root.zabkit.peer.v1.Sync.decode(reader, reader.size(), $undefined, _depth + 1, message.sync);
                                message.kind = "sync";
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                message.requests = $root.zabkit.peer.v1.Requests.decode(reader, reader.size(), $undefined, _depth + 1, message.requests);
                                message.kind = "requests";
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                message.touches = $root.zabkit.peer.v1.Touches.decode(reader, reader.size(), $undefined, _depth + 1, message.touches);
                                message.kind = "touches";
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                message.revalidate = $root.zabkit.peer.v1.Revalidate.decode(reader, reader.size(), $undefined, _depth + 1, message.revalidate);
                                message.kind = "revalidate";
                                continue;
                            }
                        case 16: {
                                if (wireType !== 2)
                                    break;
                                message.leaderInfo = $root.zabkit.peer.v1.LeaderInfo.decode(reader, reader.size(), $undefined, _depth + 1, message.leaderInfo);
                                message.kind = "leaderInfo";
                                continue;
                            }
                        case 17: {
                                if (wireType !== 2)
                                    break;
                                message.truncate = $root.zabkit.peer.v1.Truncate.decode(reader, reader.size(), $undefined, _depth + 1, message.truncate);
                                message.kind = "truncate";
                                continue;
                            }
                        case 18: {
                                if (wireType !== 2)
                                    break;
                                message.snapshotBegin = $root.zabkit.peer.v1.SnapshotBegin.decode(reader, reader.size(), $undefined, _depth + 1, message.snapshotBegin);
                                message.kind = "snapshotBegin";
                                continue;
                            }
                        case 19: {
                                if (wireType !== 2)
                                    break;
                                message.snapshotChunk = $root.zabkit.peer.v1.SnapshotChunk.decode(reader, reader.size(), $undefined, _depth + 1, message.snapshotChunk);
                                message.kind = "snapshotChunk";
                                continue;
                            }
                        case 20: {
                                if (wireType !== 2)
                                    break;
                                message.snapshotEnd = $root.zabkit.peer.v1.SnapshotEnd.decode(reader, reader.size(), $undefined, _depth + 1, message.snapshotEnd);
                                message.kind = "snapshotEnd";
                                continue;
                            }
                        case 21: {
                                if (wireType !== 2)
                                    break;
                                message.history = $root.zabkit.peer.v1.History.decode(reader, reader.size(), $undefined, _depth + 1, message.history);
                                message.kind = "history";
                                continue;
                            }
                        case 22: {
                                if (wireType !== 2)
                                    break;
                                message.newLeader = $root.zabkit.peer.v1.NewLeader.decode(reader, reader.size(), $undefined, _depth + 1, message.newLeader);
                                message.kind = "newLeader";
                                continue;
                            }
                        case 23: {
                                if (wireType !== 2)
                                    break;
                                message.upToDate = $root.zabkit.peer.v1.UpToDate.decode(reader, reader.size(), $undefined, _depth + 1, message.upToDate);
                                message.kind = "upToDate";
                                continue;
                            }
                        case 24: {
                                if (wireType !== 2)
                                    break;
                                message.proposal = $root.zabkit.peer.v1.Proposal.decode(reader, reader.size(), $undefined, _depth + 1, message.proposal);
                                message.kind = "proposal";
                                continue;
                            }
                        case 25: {
                                if (wireType !== 2)
                                    break;
                                message.inform = $root.zabkit.peer.v1.Inform.decode(reader, reader.size(), $undefined, _depth + 1, message.inform);
                                message.kind = "inform";
                                continue;
                            }
                        case 26: {
                                if (wireType !== 2)
                                    break;
                                message.commit = $root.zabkit.peer.v1.Commit.decode(reader, reader.size(), $undefined, _depth + 1, message.commit);
                                message.kind = "commit";
                                continue;
                            }
                        case 27: {
                                if (wireType !== 2)
                                    break;
                                message.ping = $root.zabkit.peer.v1.Ping.decode(reader, reader.size(), $undefined, _depth + 1, message.ping);
                                message.kind = "ping";
                                continue;
                            }
                        case 28: {
                                if (wireType !== 2)
                                    break;
                                message.synced = $root.zabkit.peer.v1.Synced.decode(reader, reader.size(), $undefined, _depth + 1, message.synced);
                                message.kind = "synced";
                                continue;
                            }
                        case 29: {
                                if (wireType !== 2)
                                    break;
                                message.revalidated = $root.zabkit.peer.v1.Revalidated.decode(reader, reader.size(), $undefined, _depth + 1, message.revalidated);
                                message.kind = "revalidated";
                                continue;
                            }
                        case 30: {
                                if (wireType !== 2)
                                    break;
                                message.leaderDurable = $root.zabkit.peer.v1.LeaderDurable.decode(reader, reader.size(), $undefined, _depth + 1, message.leaderDurable);
                                message.kind = "leaderDurable";
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Message;
            })();

            /**
             * PeerState enum.
             * @name zabkit.peer.v1.PeerState
             * @enum {number}
             * @property {number} PEER_STATE_UNSPECIFIED=0 PEER_STATE_UNSPECIFIED value
             * @property {number} PEER_STATE_LOOKING=1 PEER_STATE_LOOKING value
             * @property {number} PEER_STATE_FOLLOWING=2 PEER_STATE_FOLLOWING value
             * @property {number} PEER_STATE_LEADING=3 PEER_STATE_LEADING value
             * @property {number} PEER_STATE_OBSERVING=4 PEER_STATE_OBSERVING value
             */
            v1.PeerState = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "PEER_STATE_UNSPECIFIED"] = 0;
                values[valuesById[1] = "PEER_STATE_LOOKING"] = 1;
                values[valuesById[2] = "PEER_STATE_FOLLOWING"] = 2;
                values[valuesById[3] = "PEER_STATE_LEADING"] = 3;
                values[valuesById[4] = "PEER_STATE_OBSERVING"] = 4;
                return values;
            })();

            v1.Vote = (function() {

                /**
                 * Properties of a Vote.
                 * @typedef {Object} zabkit.peer.v1.Vote.$Properties
                 * @property {number} [leader] Vote leader
                 * @property {Long} [zxid] Vote zxid
                 * @property {number} [epoch] Vote epoch
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Vote.
                 * @memberof zabkit.peer.v1
                 * @interface IVote
                 * @augments zabkit.peer.v1.Vote.$Properties
                 * @deprecated Use zabkit.peer.v1.Vote.$Properties instead.
                 */

                /**
                 * Shape of a Vote.
                 * @typedef {zabkit.peer.v1.Vote.$Properties} zabkit.peer.v1.Vote.$Shape
                 */

                /**
                 * Constructs a new Vote.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a Vote.
                 * @constructor
                 * @param {zabkit.peer.v1.Vote.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Vote = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Vote leader.
                 * @member {number} leader
                 * @memberof zabkit.peer.v1.Vote
                 * @instance
                 */
                Vote.prototype.leader = 0;

                /**
                 * Vote zxid.
                 * @member {Long} zxid
                 * @memberof zabkit.peer.v1.Vote
                 * @instance
                 */
                Vote.prototype.zxid = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Vote epoch.
                 * @member {number} epoch
                 * @memberof zabkit.peer.v1.Vote
                 * @instance
                 */
                Vote.prototype.epoch = 0;

                /**
                 * Encodes the specified Vote message. Does not implicitly {@link zabkit.peer.v1.Vote.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.Vote
                 * @static
                 * @param {zabkit.peer.v1.Vote.$Properties} message Vote message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Vote.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.leader != null && $Object.hasOwnProperty.call(message, "leader") && message.leader !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.leader);
                    if (message.zxid != null && $Object.hasOwnProperty.call(message, "zxid") && (typeof message.zxid === "object" ? message.zxid.low || message.zxid.high : message.zxid !== 0))
                        writer.uint32(/* id 2, wireType 1 =*/17).fixed64(message.zxid);
                    if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.epoch);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Vote message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.Vote
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Vote & zabkit.peer.v1.Vote.$Shape} Vote
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Vote.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.Vote();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.leader = value;
                                else
                                    delete message.leader;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 1)
                                    break;
                                if (typeof (value = reader.fixed64()) === "object" ? value.low || value.high : value !== 0)
                                    message.zxid = value;
                                else
                                    delete message.zxid;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.epoch = value;
                                else
                                    delete message.epoch;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Vote;
            })();

            v1.Notification = (function() {

                /**
                 * Properties of a Notification.
                 * @typedef {Object} zabkit.peer.v1.Notification.$Properties
                 * @property {zabkit.peer.v1.PeerState} [state] Notification state
                 * @property {Long} [round] Notification round
                 * @property {zabkit.peer.v1.Vote.$Properties} [vote] Notification vote
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Notification.
                 * @memberof zabkit.peer.v1
                 * @interface INotification
                 * @augments zabkit.peer.v1.Notification.$Properties
                 * @deprecated Use zabkit.peer.v1.Notification.$Properties instead.
                 */

                /**
                 * Shape of a Notification.
                 * @typedef {zabkit.peer.v1.Notification.$Properties} zabkit.peer.v1.Notification.$Shape
                 */

                /**
                 * Constructs a new Notification.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a Notification.
                 * @constructor
                 * @param {zabkit.peer.v1.Notification.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Notification = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Notification state.
                 * @member {zabkit.peer.v1.PeerState} state
                 * @memberof zabkit.peer.v1.Notification
                 * @instance
                 */
                Notification.prototype.state = 0;

                /**
                 * Notification round.
                 * @member {Long} round
                 * @memberof zabkit.peer.v1.Notification
                 * @instance
                 */
                Notification.prototype.round = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Notification vote.
                 * @member {zabkit.peer.v1.Vote} vote
                 * @memberof zabkit.peer.v1.Notification
                 * @instance
                 */
                Notification.prototype.vote = null;

                /**
                 * Encodes the specified Notification message. Does not implicitly {@link zabkit.peer.v1.Notification.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.Notification
                 * @static
                 * @param {zabkit.peer.v1.Notification.$Properties} message Notification message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Notification.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.state);
                    if (message.round != null && $Object.hasOwnProperty.call(message, "round") && (typeof message.round === "object" ? message.round.low || message.round.high : message.round !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.round);
                    if (message.vote != null && $Object.hasOwnProperty.call(message, "vote"))
                        $root.zabkit.peer.v1.Vote.encode(message.vote, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Notification message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.Notification
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Notification & zabkit.peer.v1.Notification.$Shape} Notification
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Notification.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.Notification();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.state = value;
                                else
                                    delete message.state;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.round = value;
                                else
                                    delete message.round;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.vote = $root.zabkit.peer.v1.Vote.decode(reader, reader.size(), $undefined, _depth + 1, message.vote);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Notification;
            })();

            v1.LearnerInfo = (function() {

                /**
                 * Properties of a LearnerInfo.
                 * @typedef {Object} zabkit.peer.v1.LearnerInfo.$Properties
                 * @property {number} [acceptedEpoch] LearnerInfo acceptedEpoch
                 * @property {boolean} [observer] LearnerInfo observer
                 * @property {boolean} [commitsWithLeader] LearnerInfo commitsWithLeader
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a LearnerInfo.
                 * @memberof zabkit.peer.v1
                 * @interface ILearnerInfo
                 * @augments zabkit.peer.v1.LearnerInfo.$Properties
                 * @deprecated Use zabkit.peer.v1.LearnerInfo.$Properties instead.
                 */

                /**
                 * Shape of a LearnerInfo.
                 * @typedef {zabkit.peer.v1.LearnerInfo.$Properties} zabkit.peer.v1.LearnerInfo.$Shape
                 */

                /**
                 * Constructs a new LearnerInfo.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a LearnerInfo.
                 * @constructor
                 * @param {zabkit.peer.v1.LearnerInfo.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const LearnerInfo = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * LearnerInfo acceptedEpoch.
                 * @member {number} acceptedEpoch
                 * @memberof zabkit.peer.v1.LearnerInfo
                 * @instance
                 */
                LearnerInfo.prototype.acceptedEpoch = 0;

                /**
                 * LearnerInfo observer.
                 * @member {boolean} observer
                 * @memberof zabkit.peer.v1.LearnerInfo
                 * @instance
                 */
                LearnerInfo.prototype.observer = false;

                /**
                 * LearnerInfo commitsWithLeader.
                 * @member {boolean} commitsWithLeader
                 * @memberof zabkit.peer.v1.LearnerInfo
                 * @instance
                 */
                LearnerInfo.prototype.commitsWithLeader = false;

                /**
                 * Encodes the specified LearnerInfo message. Does not implicitly {@link zabkit.peer.v1.LearnerInfo.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.LearnerInfo
                 * @static
                 * @param {zabkit.peer.v1.LearnerInfo.$Properties} message LearnerInfo message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                LearnerInfo.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.acceptedEpoch != null && $Object.hasOwnProperty.call(message, "acceptedEpoch") && message.acceptedEpoch !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.acceptedEpoch);
                    if (message.observer != null && $Object.hasOwnProperty.call(message, "observer") && message.observer !== false)
                        writer.uint32(/* id 2, wireType 0 =*/16).bool(message.observer);
                    if (message.commitsWithLeader != null && $Object.hasOwnProperty.call(message, "commitsWithLeader") && message.commitsWithLeader !== false)
                        writer.uint32(/* id 3, wireType 0 =*/24).bool(message.commitsWithLeader);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a LearnerInfo message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.LearnerInfo
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.LearnerInfo & zabkit.peer.v1.LearnerInfo.$Shape} LearnerInfo
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                LearnerInfo.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.LearnerInfo();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.acceptedEpoch = value;
                                else
                                    delete message.acceptedEpoch;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.observer = value;
                                else
                                    delete message.observer;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.commitsWithLeader = value;
                                else
                                    delete message.commitsWithLeader;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return LearnerInfo;
            })();

            v1.AckEpoch = (function() {

                /**
                 * Properties of an AckEpoch.
                 * @typedef {Object} zabkit.peer.v1.AckEpoch.$Properties
                 * @property {number|null} [currentEpoch] AckEpoch currentEpoch
                 * @property {Long} [lastZxid] AckEpoch lastZxid
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an AckEpoch.
                 * @memberof zabkit.peer.v1
                 * @interface IAckEpoch
                 * @augments zabkit.peer.v1.AckEpoch.$Properties
                 * @deprecated Use zabkit.peer.v1.AckEpoch.$Properties instead.
                 */

                /**
                 * Shape of an AckEpoch.
                 * @typedef {zabkit.peer.v1.AckEpoch.$Properties} zabkit.peer.v1.AckEpoch.$Shape
                 */

                /**
                 * Constructs a new AckEpoch.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents an AckEpoch.
                 * @constructor
                 * @param {zabkit.peer.v1.AckEpoch.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const AckEpoch = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * AckEpoch currentEpoch.
                 * @member {number|null} currentEpoch
                 * @memberof zabkit.peer.v1.AckEpoch
                 * @instance
                 */
                AckEpoch.prototype.currentEpoch = null;

                /**
                 * AckEpoch lastZxid.
                 * @member {Long} lastZxid
                 * @memberof zabkit.peer.v1.AckEpoch
                 * @instance
                 */
                AckEpoch.prototype.lastZxid = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(AckEpoch.prototype, "_currentEpoch", {
                    get: $util.oneOfGetter($oneOfFields = ["currentEpoch"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified AckEpoch message. Does not implicitly {@link zabkit.peer.v1.AckEpoch.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.AckEpoch
                 * @static
                 * @param {zabkit.peer.v1.AckEpoch.$Properties} message AckEpoch message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                AckEpoch.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.currentEpoch != null && $Object.hasOwnProperty.call(message, "currentEpoch"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.currentEpoch);
                    if (message.lastZxid != null && $Object.hasOwnProperty.call(message, "lastZxid") && (typeof message.lastZxid === "object" ? message.lastZxid.low || message.lastZxid.high : message.lastZxid !== 0))
                        writer.uint32(/* id 2, wireType 1 =*/17).fixed64(message.lastZxid);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an AckEpoch message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.AckEpoch
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.AckEpoch & zabkit.peer.v1.AckEpoch.$Shape} AckEpoch
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                AckEpoch.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.AckEpoch();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                message.currentEpoch = reader.uint32();
                                message._currentEpoch = "currentEpoch";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 1)
                                    break;
                                if (typeof (value = reader.fixed64()) === "object" ? value.low || value.high : value !== 0)
                                    message.lastZxid = value;
                                else
                                    delete message.lastZxid;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return AckEpoch;
            })();

            v1.Truncated = (function() {

                /**
                 * Properties of a Truncated.
                 * @typedef {Object} zabkit.peer.v1.Truncated.$Properties
                 * @property {Long} [lastZxid] Truncated lastZxid
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Truncated.
                 * @memberof zabkit.peer.v1
                 * @interface ITruncated
                 * @augments zabkit.peer.v1.Truncated.$Properties
                 * @deprecated Use zabkit.peer.v1.Truncated.$Properties instead.
                 */

                /**
                 * Shape of a Truncated.
                 * @typedef {zabkit.peer.v1.Truncated.$Properties} zabkit.peer.v1.Truncated.$Shape
                 */

                /**
                 * Constructs a new Truncated.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a Truncated.
                 * @constructor
                 * @param {zabkit.peer.v1.Truncated.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Truncated = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Truncated lastZxid.
                 * @member {Long} lastZxid
                 * @memberof zabkit.peer.v1.Truncated
                 * @instance
                 */
                Truncated.prototype.lastZxid = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified Truncated message. Does not implicitly {@link zabkit.peer.v1.Truncated.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.Truncated
                 * @static
                 * @param {zabkit.peer.v1.Truncated.$Properties} message Truncated message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Truncated.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.lastZxid != null && $Object.hasOwnProperty.call(message, "lastZxid") && (typeof message.lastZxid === "object" ? message.lastZxid.low || message.lastZxid.high : message.lastZxid !== 0))
                        writer.uint32(/* id 1, wireType 1 =*/9).fixed64(message.lastZxid);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Truncated message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.Truncated
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Truncated & zabkit.peer.v1.Truncated.$Shape} Truncated
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Truncated.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.Truncated();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (typeof (value = reader.fixed64()) === "object" ? value.low || value.high : value !== 0)
                                    message.lastZxid = value;
                                else
                                    delete message.lastZxid;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Truncated;
            })();

            v1.AckNewLeader = (function() {

                /**
                 * Properties of an AckNewLeader.
                 * @typedef {Object} zabkit.peer.v1.AckNewLeader.$Properties
                 * @property {number} [epoch] AckNewLeader epoch
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an AckNewLeader.
                 * @memberof zabkit.peer.v1
                 * @interface IAckNewLeader
                 * @augments zabkit.peer.v1.AckNewLeader.$Properties
                 * @deprecated Use zabkit.peer.v1.AckNewLeader.$Properties instead.
                 */

                /**
                 * Shape of an AckNewLeader.
                 * @typedef {zabkit.peer.v1.AckNewLeader.$Properties} zabkit.peer.v1.AckNewLeader.$Shape
                 */

                /**
                 * Constructs a new AckNewLeader.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents an AckNewLeader.
                 * @constructor
                 * @param {zabkit.peer.v1.AckNewLeader.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const AckNewLeader = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * AckNewLeader epoch.
                 * @member {number} epoch
                 * @memberof zabkit.peer.v1.AckNewLeader
                 * @instance
                 */
                AckNewLeader.prototype.epoch = 0;

                /**
                 * Encodes the specified AckNewLeader message. Does not implicitly {@link zabkit.peer.v1.AckNewLeader.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.AckNewLeader
                 * @static
                 * @param {zabkit.peer.v1.AckNewLeader.$Properties} message AckNewLeader message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                AckNewLeader.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.epoch);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an AckNewLeader message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.AckNewLeader
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.AckNewLeader & zabkit.peer.v1.AckNewLeader.$Shape} AckNewLeader
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                AckNewLeader.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.AckNewLeader();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.epoch = value;
                                else
                                    delete message.epoch;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return AckNewLeader;
            })();

            v1.Ack = (function() {

                /**
                 * Properties of an Ack.
                 * @typedef {Object} zabkit.peer.v1.Ack.$Properties
                 * @property {Long} [zxid] Ack zxid
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Ack.
                 * @memberof zabkit.peer.v1
                 * @interface IAck
                 * @augments zabkit.peer.v1.Ack.$Properties
                 * @deprecated Use zabkit.peer.v1.Ack.$Properties instead.
                 */

                /**
                 * Shape of an Ack.
                 * @typedef {zabkit.peer.v1.Ack.$Properties} zabkit.peer.v1.Ack.$Shape
                 */

                /**
                 * Constructs a new Ack.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents an Ack.
                 * @constructor
                 * @param {zabkit.peer.v1.Ack.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Ack = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Ack zxid.
                 * @member {Long} zxid
                 * @memberof zabkit.peer.v1.Ack
                 * @instance
                 */
                Ack.prototype.zxid = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified Ack message. Does not implicitly {@link zabkit.peer.v1.Ack.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.Ack
                 * @static
                 * @param {zabkit.peer.v1.Ack.$Properties} message Ack message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Ack.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.zxid != null && $Object.hasOwnProperty.call(message, "zxid") && (typeof message.zxid === "object" ? message.zxid.low || message.zxid.high : message.zxid !== 0))
                        writer.uint32(/* id 1, wireType 1 =*/9).fixed64(message.zxid);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Ack message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.Ack
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Ack & zabkit.peer.v1.Ack.$Shape} Ack
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Ack.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.Ack();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (typeof (value = reader.fixed64()) === "object" ? value.low || value.high : value !== 0)
                                    message.zxid = value;
                                else
                                    delete message.zxid;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Ack;
            })();

            v1.Pong = (function() {

                /**
                 * Properties of a Pong.
                 * @typedef {Object} zabkit.peer.v1.Pong.$Properties
                 * @property {Long} [sequence] Pong sequence
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Pong.
                 * @memberof zabkit.peer.v1
                 * @interface IPong
                 * @augments zabkit.peer.v1.Pong.$Properties
                 * @deprecated Use zabkit.peer.v1.Pong.$Properties instead.
                 */

                /**
                 * Shape of a Pong.
                 * @typedef {zabkit.peer.v1.Pong.$Properties} zabkit.peer.v1.Pong.$Shape
                 */

                /**
                 * Constructs a new Pong.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a Pong.
                 * @constructor
                 * @param {zabkit.peer.v1.Pong.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Pong = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Pong sequence.
                 * @member {Long} sequence
                 * @memberof zabkit.peer.v1.Pong
                 * @instance
                 */
                Pong.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified Pong message. Does not implicitly {@link zabkit.peer.v1.Pong.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.Pong
                 * @static
                 * @param {zabkit.peer.v1.Pong.$Properties} message Pong message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Pong.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.sequence);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Pong message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.Pong
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Pong & zabkit.peer.v1.Pong.$Shape} Pong
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Pong.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.Pong();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.sequence = value;
                                else
                                    delete message.sequence;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Pong;
            })();

            v1.Sync = (function() {

                /**
                 * Properties of a Sync.
                 * @typedef {Object} zabkit.peer.v1.Sync.$Properties
                 * @property {Long} [token] Sync token
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Sync.
                 * @memberof zabkit.peer.v1
                 * @interface ISync
                 * @augments zabkit.peer.v1.Sync.$Properties
                 * @deprecated Use zabkit.peer.v1.Sync.$Properties instead.
                 */

                /**
                 * Shape of a Sync.
                 * @typedef {zabkit.peer.v1.Sync.$Properties} zabkit.peer.v1.Sync.$Shape
                 */

                /**
                 * Constructs a new Sync.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a Sync.
                 * @constructor
                 * @param {zabkit.peer.v1.Sync.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Sync = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Sync token.
                 * @member {Long} token
                 * @memberof zabkit.peer.v1.Sync
                 * @instance
                 */
                Sync.prototype.token = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified Sync message. Does not implicitly {@link zabkit.peer.v1.Sync.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.Sync
                 * @static
                 * @param {zabkit.peer.v1.Sync.$Properties} message Sync message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Sync.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.token != null && $Object.hasOwnProperty.call(message, "token") && (typeof message.token === "object" ? message.token.low || message.token.high : message.token !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.token);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Sync message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.Sync
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Sync & zabkit.peer.v1.Sync.$Shape} Sync
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Sync.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.Sync();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.token = value;
                                else
                                    delete message.token;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Sync;
            })();

            v1.Requests = (function() {

                /**
                 * Properties of a Requests.
                 * @typedef {Object} zabkit.peer.v1.Requests.$Properties
                 * @property {Array.<zabkit.peer.v1.Identities.$Properties>} [identities] Requests identities
                 * @property {Array.<zabkit.peer.v1.Request.$Properties>} [requests] Requests requests
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Requests.
                 * @memberof zabkit.peer.v1
                 * @interface IRequests
                 * @augments zabkit.peer.v1.Requests.$Properties
                 * @deprecated Use zabkit.peer.v1.Requests.$Properties instead.
                 */

                /**
                 * Shape of a Requests.
                 * @typedef {zabkit.peer.v1.Requests.$Properties} zabkit.peer.v1.Requests.$Shape
                 */

                /**
                 * Constructs a new Requests.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a Requests.
                 * @constructor
                 * @param {zabkit.peer.v1.Requests.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Requests = function (properties) {
                    this.identities = [];
                    this.requests = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Requests identities.
                 * @member {Array.<zabkit.peer.v1.Identities>} identities
                 * @memberof zabkit.peer.v1.Requests
                 * @instance
                 */
                Requests.prototype.identities = $util.emptyArray;

                /**
                 * Requests requests.
                 * @member {Array.<zabkit.peer.v1.Request>} requests
                 * @memberof zabkit.peer.v1.Requests
                 * @instance
                 */
                Requests.prototype.requests = $util.emptyArray;

                /**
                 * Encodes the specified Requests message. Does not implicitly {@link zabkit.peer.v1.Requests.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.Requests
                 * @static
                 * @param {zabkit.peer.v1.Requests.$Properties} message Requests message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Requests.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.identities != null && message.identities.length)
                        for (let i = 0; i < message.identities.length; ++i)
                            $root.zabkit.peer.v1.Identities.encode(message.identities[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.requests != null && message.requests.length)
                        for (let i = 0; i < message.requests.length; ++i)
                            $root.zabkit.peer.v1.Request.encode(message.requests[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Requests message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.Requests
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Requests & zabkit.peer.v1.Requests.$Shape} Requests
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Requests.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.Requests();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.identities && message.identities.length))
                                    message.identities = [];
                                message.identities.push($root.zabkit.peer.v1.Identities.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.requests && message.requests.length))
                                    message.requests = [];
                                message.requests.push($root.zabkit.peer.v1.Request.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Requests;
            })();

            v1.Identities = (function() {

                /**
                 * Properties of an Identities.
                 * @typedef {Object} zabkit.peer.v1.Identities.$Properties
                 * @property {Array.<zabkit.peer.v1.Identity.$Properties>} [ids] Identities ids
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Identities.
                 * @memberof zabkit.peer.v1
                 * @interface IIdentities
                 * @augments zabkit.peer.v1.Identities.$Properties
                 * @deprecated Use zabkit.peer.v1.Identities.$Properties instead.
                 */

                /**
                 * Shape of an Identities.
                 * @typedef {zabkit.peer.v1.Identities.$Properties} zabkit.peer.v1.Identities.$Shape
                 */

                /**
                 * Constructs a new Identities.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents an Identities.
                 * @constructor
                 * @param {zabkit.peer.v1.Identities.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Identities = function (properties) {
                    this.ids = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Identities ids.
                 * @member {Array.<zabkit.peer.v1.Identity>} ids
                 * @memberof zabkit.peer.v1.Identities
                 * @instance
                 */
                Identities.prototype.ids = $util.emptyArray;

                /**
                 * Encodes the specified Identities message. Does not implicitly {@link zabkit.peer.v1.Identities.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.Identities
                 * @static
                 * @param {zabkit.peer.v1.Identities.$Properties} message Identities message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Identities.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.ids != null && message.ids.length)
                        for (let i = 0; i < message.ids.length; ++i)
                            $root.zabkit.peer.v1.Identity.encode(message.ids[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Identities message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.Identities
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Identities & zabkit.peer.v1.Identities.$Shape} Identities
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Identities.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.Identities();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.ids && message.ids.length))
                                    message.ids = [];
                                message.ids.push($root.zabkit.peer.v1.Identity.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Identities;
            })();

            v1.Identity = (function() {

                /**
                 * Properties of an Identity.
                 * @typedef {Object} zabkit.peer.v1.Identity.$Properties
                 * @property {string} [scheme] Identity scheme
                 * @property {string} [id] Identity id
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Identity.
                 * @memberof zabkit.peer.v1
                 * @interface IIdentity
                 * @augments zabkit.peer.v1.Identity.$Properties
                 * @deprecated Use zabkit.peer.v1.Identity.$Properties instead.
                 */

                /**
                 * Shape of an Identity.
                 * @typedef {zabkit.peer.v1.Identity.$Properties} zabkit.peer.v1.Identity.$Shape
                 */

                /**
                 * Constructs a new Identity.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents an Identity.
                 * @constructor
                 * @param {zabkit.peer.v1.Identity.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Identity = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Identity scheme.
                 * @member {string} scheme
                 * @memberof zabkit.peer.v1.Identity
                 * @instance
                 */
                Identity.prototype.scheme = "";

                /**
                 * Identity id.
                 * @member {string} id
                 * @memberof zabkit.peer.v1.Identity
                 * @instance
                 */
                Identity.prototype.id = "";

                /**
                 * Encodes the specified Identity message. Does not implicitly {@link zabkit.peer.v1.Identity.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.Identity
                 * @static
                 * @param {zabkit.peer.v1.Identity.$Properties} message Identity message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Identity.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.scheme != null && $Object.hasOwnProperty.call(message, "scheme") && message.scheme !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.scheme);
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.id);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Identity message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.Identity
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Identity & zabkit.peer.v1.Identity.$Shape} Identity
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Identity.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.Identity();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.scheme = value;
                                else
                                    delete message.scheme;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.id = value;
                                else
                                    delete message.id;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Identity;
            })();

            v1.Request = (function() {

                /**
                 * Properties of a Request.
                 * @typedef {Object} zabkit.peer.v1.Request.$Properties
                 * @property {Long} [sessionId] Request sessionId
                 * @property {number} [xid] Request xid
                 * @property {number} [opcode] Request opcode
                 * @property {Uint8Array} [body] Request body
                 * @property {number} [identities] Request identities
                 * @property {zabkit.peer.v1.Trace.$Properties} [trace] Request trace
                 * @property {boolean} [local] Request local
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Request.
                 * @memberof zabkit.peer.v1
                 * @interface IRequest
                 * @augments zabkit.peer.v1.Request.$Properties
                 * @deprecated Use zabkit.peer.v1.Request.$Properties instead.
                 */

                /**
                 * Shape of a Request.
                 * @typedef {zabkit.peer.v1.Request.$Properties} zabkit.peer.v1.Request.$Shape
                 */

                /**
                 * Constructs a new Request.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a Request.
                 * @constructor
                 * @param {zabkit.peer.v1.Request.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Request = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Request sessionId.
                 * @member {Long} sessionId
                 * @memberof zabkit.peer.v1.Request
                 * @instance
                 */
                Request.prototype.sessionId = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

                /**
                 * Request xid.
                 * @member {number} xid
                 * @memberof zabkit.peer.v1.Request
                 * @instance
                 */
                Request.prototype.xid = 0;

                /**
                 * Request opcode.
                 * @member {number} opcode
                 * @memberof zabkit.peer.v1.Request
                 * @instance
                 */
                Request.prototype.opcode = 0;

                /**
                 * Request body.
                 * @member {Uint8Array} body
                 * @memberof zabkit.peer.v1.Request
                 * @instance
                 */
                Request.prototype.body = $util.newBuffer([]);

                /**
                 * Request identities.
                 * @member {number} identities
                 * @memberof zabkit.peer.v1.Request
                 * @instance
                 */
                Request.prototype.identities = 0;

                /**
                 * Request trace.
                 * @member {zabkit.peer.v1.Trace} trace
                 * @memberof zabkit.peer.v1.Request
                 * @instance
                 */
                Request.prototype.trace = null;

                /**
                 * Request local.
                 * @member {boolean} local
                 * @memberof zabkit.peer.v1.Request
                 * @instance
                 */
                Request.prototype.local = false;

                /**
                 * Encodes the specified Request message. Does not implicitly {@link zabkit.peer.v1.Request.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.Request
                 * @static
                 * @param {zabkit.peer.v1.Request.$Properties} message Request message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Request.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.sessionId != null && $Object.hasOwnProperty.call(message, "sessionId") && (typeof message.sessionId === "object" ? message.sessionId.low || message.sessionId.high : message.sessionId !== 0))
                        writer.uint32(/* id 1, wireType 1 =*/9).sfixed64(message.sessionId);
                    if (message.xid != null && $Object.hasOwnProperty.call(message, "xid") && message.xid !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).sint32(message.xid);
                    if (message.opcode != null && $Object.hasOwnProperty.call(message, "opcode") && message.opcode !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).sint32(message.opcode);
                    if (message.body != null && $Object.hasOwnProperty.call(message, "body") && message.body.length)
                        writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.body);
                    if (message.identities != null && $Object.hasOwnProperty.call(message, "identities") && message.identities !== 0)
                        writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.identities);
                    if (message.trace != null && $Object.hasOwnProperty.call(message, "trace"))
                        $root.zabkit.peer.v1.Trace.encode(message.trace, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                    if (message.local != null && $Object.hasOwnProperty.call(message, "local") && message.local !== false)
                        writer.uint32(/* id 7, wireType 0 =*/56).bool(message.local);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Request message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.Request
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Request & zabkit.peer.v1.Request.$Shape} Request
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Request.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.Request();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (typeof (value = reader.sfixed64()) === "object" ? value.low || value.high : value !== 0)
                                    message.sessionId = value;
                                else
                                    delete message.sessionId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.sint32())
                                    message.xid = value;
                                else
                                    delete message.xid;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.sint32())
                                    message.opcode = value;
                                else
                                    delete message.opcode;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.body = value;
                                else
                                    delete message.body;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.identities = value;
                                else
                                    delete message.identities;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.trace = $root.zabkit.peer.v1.Trace.decode(reader, reader.size(), $undefined, _depth + 1, message.trace);
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.local = value;
                                else
                                    delete message.local;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Request;
            })();

            v1.Touches = (function() {

                /**
                 * Properties of a Touches.
                 * @typedef {Object} zabkit.peer.v1.Touches.$Properties
                 * @property {Array.<Long>} [sessionIds] Touches sessionIds
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Touches.
                 * @memberof zabkit.peer.v1
                 * @interface ITouches
                 * @augments zabkit.peer.v1.Touches.$Properties
                 * @deprecated Use zabkit.peer.v1.Touches.$Properties instead.
                 */

                /**
                 * Shape of a Touches.
                 * @typedef {zabkit.peer.v1.Touches.$Properties} zabkit.peer.v1.Touches.$Shape
                 */

                /**
                 * Constructs a new Touches.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a Touches.
                 * @constructor
                 * @param {zabkit.peer.v1.Touches.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Touches = function (properties) {
                    this.sessionIds = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Touches sessionIds.
                 * @member {Array.<Long>} sessionIds
                 * @memberof zabkit.peer.v1.Touches
                 * @instance
                 */
                Touches.prototype.sessionIds = $util.emptyArray;

                /**
                 * Encodes the specified Touches message. Does not implicitly {@link zabkit.peer.v1.Touches.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.Touches
                 * @static
                 * @param {zabkit.peer.v1.Touches.$Properties} message Touches message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Touches.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.sessionIds != null && message.sessionIds.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).sfixed64s(message.sessionIds);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Touches message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.Touches
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Touches & zabkit.peer.v1.Touches.$Shape} Touches
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Touches.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.Touches();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType === 2) {
                                    if (!(message.sessionIds && message.sessionIds.length))
                                        message.sessionIds = [];
                                    reader.sfixed64s(message.sessionIds);
                                    continue;
                                }
                                if (wireType !== 1)
                                    break;
                                if (!(message.sessionIds && message.sessionIds.length))
                                    message.sessionIds = [];
                                message.sessionIds.push(reader.sfixed64());
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Touches;
            })();

            v1.Revalidate = (function() {

                /**
                 * Properties of a Revalidate.
                 * @typedef {Object} zabkit.peer.v1.Revalidate.$Properties
                 * @property {Long} [sessionId] Revalidate sessionId
                 * @property {number} [timeoutMs] Revalidate timeoutMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Revalidate.
                 * @memberof zabkit.peer.v1
                 * @interface IRevalidate
                 * @augments zabkit.peer.v1.Revalidate.$Properties
                 * @deprecated Use zabkit.peer.v1.Revalidate.$Properties instead.
                 */

                /**
                 * Shape of a Revalidate.
                 * @typedef {zabkit.peer.v1.Revalidate.$Properties} zabkit.peer.v1.Revalidate.$Shape
                 */

                /**
                 * Constructs a new Revalidate.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a Revalidate.
                 * @constructor
                 * @param {zabkit.peer.v1.Revalidate.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Revalidate = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Revalidate sessionId.
                 * @member {Long} sessionId
                 * @memberof zabkit.peer.v1.Revalidate
                 * @instance
                 */
                Revalidate.prototype.sessionId = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

                /**
                 * Revalidate timeoutMs.
                 * @member {number} timeoutMs
                 * @memberof zabkit.peer.v1.Revalidate
                 * @instance
                 */
                Revalidate.prototype.timeoutMs = 0;

                /**
                 * Encodes the specified Revalidate message. Does not implicitly {@link zabkit.peer.v1.Revalidate.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.Revalidate
                 * @static
                 * @param {zabkit.peer.v1.Revalidate.$Properties} message Revalidate message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Revalidate.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.sessionId != null && $Object.hasOwnProperty.call(message, "sessionId") && (typeof message.sessionId === "object" ? message.sessionId.low || message.sessionId.high : message.sessionId !== 0))
                        writer.uint32(/* id 1, wireType 1 =*/9).sfixed64(message.sessionId);
                    if (message.timeoutMs != null && $Object.hasOwnProperty.call(message, "timeoutMs") && message.timeoutMs !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.timeoutMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Revalidate message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.Revalidate
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Revalidate & zabkit.peer.v1.Revalidate.$Shape} Revalidate
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Revalidate.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.Revalidate();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (typeof (value = reader.sfixed64()) === "object" ? value.low || value.high : value !== 0)
                                    message.sessionId = value;
                                else
                                    delete message.sessionId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.timeoutMs = value;
                                else
                                    delete message.timeoutMs;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Revalidate;
            })();

            v1.LeaderInfo = (function() {

                /**
                 * Properties of a LeaderInfo.
                 * @typedef {Object} zabkit.peer.v1.LeaderInfo.$Properties
                 * @property {number} [epoch] LeaderInfo epoch
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a LeaderInfo.
                 * @memberof zabkit.peer.v1
                 * @interface ILeaderInfo
                 * @augments zabkit.peer.v1.LeaderInfo.$Properties
                 * @deprecated Use zabkit.peer.v1.LeaderInfo.$Properties instead.
                 */

                /**
                 * Shape of a LeaderInfo.
                 * @typedef {zabkit.peer.v1.LeaderInfo.$Properties} zabkit.peer.v1.LeaderInfo.$Shape
                 */

                /**
                 * Constructs a new LeaderInfo.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a LeaderInfo.
                 * @constructor
                 * @param {zabkit.peer.v1.LeaderInfo.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const LeaderInfo = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * LeaderInfo epoch.
                 * @member {number} epoch
                 * @memberof zabkit.peer.v1.LeaderInfo
                 * @instance
                 */
                LeaderInfo.prototype.epoch = 0;

                /**
                 * Encodes the specified LeaderInfo message. Does not implicitly {@link zabkit.peer.v1.LeaderInfo.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.LeaderInfo
                 * @static
                 * @param {zabkit.peer.v1.LeaderInfo.$Properties} message LeaderInfo message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                LeaderInfo.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.epoch);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a LeaderInfo message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.LeaderInfo
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.LeaderInfo & zabkit.peer.v1.LeaderInfo.$Shape} LeaderInfo
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                LeaderInfo.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.LeaderInfo();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.epoch = value;
                                else
                                    delete message.epoch;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return LeaderInfo;
            })();

            v1.Truncate = (function() {

                /**
                 * Properties of a Truncate.
                 * @typedef {Object} zabkit.peer.v1.Truncate.$Properties
                 * @property {Long} [zxid] Truncate zxid
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Truncate.
                 * @memberof zabkit.peer.v1
                 * @interface ITruncate
                 * @augments zabkit.peer.v1.Truncate.$Properties
                 * @deprecated Use zabkit.peer.v1.Truncate.$Properties instead.
                 */

                /**
                 * Shape of a Truncate.
                 * @typedef {zabkit.peer.v1.Truncate.$Properties} zabkit.peer.v1.Truncate.$Shape
                 */

                /**
                 * Constructs a new Truncate.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a Truncate.
                 * @constructor
                 * @param {zabkit.peer.v1.Truncate.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Truncate = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Truncate zxid.
                 * @member {Long} zxid
                 * @memberof zabkit.peer.v1.Truncate
                 * @instance
                 */
                Truncate.prototype.zxid = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified Truncate message. Does not implicitly {@link zabkit.peer.v1.Truncate.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.Truncate
                 * @static
                 * @param {zabkit.peer.v1.Truncate.$Properties} message Truncate message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Truncate.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.zxid != null && $Object.hasOwnProperty.call(message, "zxid") && (typeof message.zxid === "object" ? message.zxid.low || message.zxid.high : message.zxid !== 0))
                        writer.uint32(/* id 1, wireType 1 =*/9).fixed64(message.zxid);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Truncate message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.Truncate
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Truncate & zabkit.peer.v1.Truncate.$Shape} Truncate
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Truncate.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.Truncate();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (typeof (value = reader.fixed64()) === "object" ? value.low || value.high : value !== 0)
                                    message.zxid = value;
                                else
                                    delete message.zxid;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Truncate;
            })();

            v1.SnapshotBegin = (function() {

                /**
                 * Properties of a SnapshotBegin.
                 * @typedef {Object} zabkit.peer.v1.SnapshotBegin.$Properties
                 * @property {Long} [zxid] SnapshotBegin zxid
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SnapshotBegin.
                 * @memberof zabkit.peer.v1
                 * @interface ISnapshotBegin
                 * @augments zabkit.peer.v1.SnapshotBegin.$Properties
                 * @deprecated Use zabkit.peer.v1.SnapshotBegin.$Properties instead.
                 */

                /**
                 * Shape of a SnapshotBegin.
                 * @typedef {zabkit.peer.v1.SnapshotBegin.$Properties} zabkit.peer.v1.SnapshotBegin.$Shape
                 */

                /**
                 * Constructs a new SnapshotBegin.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a SnapshotBegin.
                 * @constructor
                 * @param {zabkit.peer.v1.SnapshotBegin.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SnapshotBegin = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SnapshotBegin zxid.
                 * @member {Long} zxid
                 * @memberof zabkit.peer.v1.SnapshotBegin
                 * @instance
                 */
                SnapshotBegin.prototype.zxid = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified SnapshotBegin message. Does not implicitly {@link zabkit.peer.v1.SnapshotBegin.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.SnapshotBegin
                 * @static
                 * @param {zabkit.peer.v1.SnapshotBegin.$Properties} message SnapshotBegin message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SnapshotBegin.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.zxid != null && $Object.hasOwnProperty.call(message, "zxid") && (typeof message.zxid === "object" ? message.zxid.low || message.zxid.high : message.zxid !== 0))
                        writer.uint32(/* id 1, wireType 1 =*/9).fixed64(message.zxid);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SnapshotBegin message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.SnapshotBegin
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.SnapshotBegin & zabkit.peer.v1.SnapshotBegin.$Shape} SnapshotBegin
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SnapshotBegin.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.SnapshotBegin();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (typeof (value = reader.fixed64()) === "object" ? value.low || value.high : value !== 0)
                                    message.zxid = value;
                                else
                                    delete message.zxid;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return SnapshotBegin;
            })();

            v1.SnapshotChunk = (function() {

                /**
                 * Properties of a SnapshotChunk.
                 * @typedef {Object} zabkit.peer.v1.SnapshotChunk.$Properties
                 * @property {Uint8Array} [bytes] SnapshotChunk bytes
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SnapshotChunk.
                 * @memberof zabkit.peer.v1
                 * @interface ISnapshotChunk
                 * @augments zabkit.peer.v1.SnapshotChunk.$Properties
                 * @deprecated Use zabkit.peer.v1.SnapshotChunk.$Properties instead.
                 */

                /**
                 * Shape of a SnapshotChunk.
                 * @typedef {zabkit.peer.v1.SnapshotChunk.$Properties} zabkit.peer.v1.SnapshotChunk.$Shape
                 */

                /**
                 * Constructs a new SnapshotChunk.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a SnapshotChunk.
                 * @constructor
                 * @param {zabkit.peer.v1.SnapshotChunk.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SnapshotChunk = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SnapshotChunk bytes.
                 * @member {Uint8Array} bytes
                 * @memberof zabkit.peer.v1.SnapshotChunk
                 * @instance
                 */
                SnapshotChunk.prototype.bytes = $util.newBuffer([]);

                /**
                 * Encodes the specified SnapshotChunk message. Does not implicitly {@link zabkit.peer.v1.SnapshotChunk.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.SnapshotChunk
                 * @static
                 * @param {zabkit.peer.v1.SnapshotChunk.$Properties} message SnapshotChunk message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SnapshotChunk.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && message.bytes.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.bytes);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SnapshotChunk message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.SnapshotChunk
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.SnapshotChunk & zabkit.peer.v1.SnapshotChunk.$Shape} SnapshotChunk
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SnapshotChunk.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.SnapshotChunk();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.bytes = value;
                                else
                                    delete message.bytes;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return SnapshotChunk;
            })();

            v1.SnapshotEnd = (function() {

                /**
                 * Properties of a SnapshotEnd.
                 * @typedef {Object} zabkit.peer.v1.SnapshotEnd.$Properties
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SnapshotEnd.
                 * @memberof zabkit.peer.v1
                 * @interface ISnapshotEnd
                 * @augments zabkit.peer.v1.SnapshotEnd.$Properties
                 * @deprecated Use zabkit.peer.v1.SnapshotEnd.$Properties instead.
                 */

                /**
                 * Shape of a SnapshotEnd.
                 * @typedef {zabkit.peer.v1.SnapshotEnd.$Properties} zabkit.peer.v1.SnapshotEnd.$Shape
                 */

                /**
                 * Constructs a new SnapshotEnd.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a SnapshotEnd.
                 * @constructor
                 * @param {zabkit.peer.v1.SnapshotEnd.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SnapshotEnd = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Encodes the specified SnapshotEnd message. Does not implicitly {@link zabkit.peer.v1.SnapshotEnd.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.SnapshotEnd
                 * @static
                 * @param {zabkit.peer.v1.SnapshotEnd.$Properties} message SnapshotEnd message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SnapshotEnd.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SnapshotEnd message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.SnapshotEnd
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.SnapshotEnd & zabkit.peer.v1.SnapshotEnd.$Shape} SnapshotEnd
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SnapshotEnd.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.SnapshotEnd();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        reader.skipType(tag & 7, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return SnapshotEnd;
            })();

            v1.Record = (function() {

                /**
                 * Properties of a Record.
                 * @typedef {Object} zabkit.peer.v1.Record.$Properties
                 * @property {Long} [zxid] Record zxid
                 * @property {Uint8Array} [txn] Record txn
                 * @property {zabkit.peer.v1.Trace.$Properties} [trace] Record trace
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Record.
                 * @memberof zabkit.peer.v1
                 * @interface IRecord
                 * @augments zabkit.peer.v1.Record.$Properties
                 * @deprecated Use zabkit.peer.v1.Record.$Properties instead.
                 */

                /**
                 * Shape of a Record.
                 * @typedef {zabkit.peer.v1.Record.$Properties} zabkit.peer.v1.Record.$Shape
                 */

                /**
                 * Constructs a new Record.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a Record.
                 * @constructor
                 * @param {zabkit.peer.v1.Record.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Record = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Record zxid.
                 * @member {Long} zxid
                 * @memberof zabkit.peer.v1.Record
                 * @instance
                 */
                Record.prototype.zxid = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Record txn.
                 * @member {Uint8Array} txn
                 * @memberof zabkit.peer.v1.Record
                 * @instance
                 */
                Record.prototype.txn = $util.newBuffer([]);

                /**
                 * Record trace.
                 * @member {zabkit.peer.v1.Trace} trace
                 * @memberof zabkit.peer.v1.Record
                 * @instance
                 */
                Record.prototype.trace = null;

                /**
                 * Encodes the specified Record message. Does not implicitly {@link zabkit.peer.v1.Record.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.Record
                 * @static
                 * @param {zabkit.peer.v1.Record.$Properties} message Record message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Record.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.zxid != null && $Object.hasOwnProperty.call(message, "zxid") && (typeof message.zxid === "object" ? message.zxid.low || message.zxid.high : message.zxid !== 0))
                        writer.uint32(/* id 1, wireType 1 =*/9).fixed64(message.zxid);
                    if (message.txn != null && $Object.hasOwnProperty.call(message, "txn") && message.txn.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.txn);
                    if (message.trace != null && $Object.hasOwnProperty.call(message, "trace"))
                        $root.zabkit.peer.v1.Trace.encode(message.trace, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Record message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.Record
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Record & zabkit.peer.v1.Record.$Shape} Record
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Record.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.Record();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (typeof (value = reader.fixed64()) === "object" ? value.low || value.high : value !== 0)
                                    message.zxid = value;
                                else
                                    delete message.zxid;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.txn = value;
                                else
                                    delete message.txn;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.trace = $root.zabkit.peer.v1.Trace.decode(reader, reader.size(), $undefined, _depth + 1, message.trace);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Record;
            })();

            v1.Trace = (function() {

                /**
                 * Properties of a Trace.
                 * @typedef {Object} zabkit.peer.v1.Trace.$Properties
                 * @property {Uint8Array} [traceId] Trace traceId
                 * @property {Uint8Array} [spanId] Trace spanId
                 * @property {boolean} [sampled] Trace sampled
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Trace.
                 * @memberof zabkit.peer.v1
                 * @interface ITrace
                 * @augments zabkit.peer.v1.Trace.$Properties
                 * @deprecated Use zabkit.peer.v1.Trace.$Properties instead.
                 */

                /**
                 * Shape of a Trace.
                 * @typedef {zabkit.peer.v1.Trace.$Properties} zabkit.peer.v1.Trace.$Shape
                 */

                /**
                 * Constructs a new Trace.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a Trace.
                 * @constructor
                 * @param {zabkit.peer.v1.Trace.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Trace = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Trace traceId.
                 * @member {Uint8Array} traceId
                 * @memberof zabkit.peer.v1.Trace
                 * @instance
                 */
                Trace.prototype.traceId = $util.newBuffer([]);

                /**
                 * Trace spanId.
                 * @member {Uint8Array} spanId
                 * @memberof zabkit.peer.v1.Trace
                 * @instance
                 */
                Trace.prototype.spanId = $util.newBuffer([]);

                /**
                 * Trace sampled.
                 * @member {boolean} sampled
                 * @memberof zabkit.peer.v1.Trace
                 * @instance
                 */
                Trace.prototype.sampled = false;

                /**
                 * Encodes the specified Trace message. Does not implicitly {@link zabkit.peer.v1.Trace.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.Trace
                 * @static
                 * @param {zabkit.peer.v1.Trace.$Properties} message Trace message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Trace.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.traceId != null && $Object.hasOwnProperty.call(message, "traceId") && message.traceId.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.traceId);
                    if (message.spanId != null && $Object.hasOwnProperty.call(message, "spanId") && message.spanId.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.spanId);
                    if (message.sampled != null && $Object.hasOwnProperty.call(message, "sampled") && message.sampled !== false)
                        writer.uint32(/* id 3, wireType 0 =*/24).bool(message.sampled);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Trace message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.Trace
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Trace & zabkit.peer.v1.Trace.$Shape} Trace
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Trace.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.Trace();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.traceId = value;
                                else
                                    delete message.traceId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.spanId = value;
                                else
                                    delete message.spanId;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.sampled = value;
                                else
                                    delete message.sampled;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Trace;
            })();

            v1.History = (function() {

                /**
                 * Properties of a History.
                 * @typedef {Object} zabkit.peer.v1.History.$Properties
                 * @property {Array.<zabkit.peer.v1.Record.$Properties>} [records] History records
                 * @property {Long} [committedZxid] History committedZxid
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a History.
                 * @memberof zabkit.peer.v1
                 * @interface IHistory
                 * @augments zabkit.peer.v1.History.$Properties
                 * @deprecated Use zabkit.peer.v1.History.$Properties instead.
                 */

                /**
                 * Shape of a History.
                 * @typedef {zabkit.peer.v1.History.$Properties} zabkit.peer.v1.History.$Shape
                 */

                /**
                 * Constructs a new History.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a History.
                 * @constructor
                 * @param {zabkit.peer.v1.History.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const History = function (properties) {
                    this.records = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * History records.
                 * @member {Array.<zabkit.peer.v1.Record>} records
                 * @memberof zabkit.peer.v1.History
                 * @instance
                 */
                History.prototype.records = $util.emptyArray;

                /**
                 * History committedZxid.
                 * @member {Long} committedZxid
                 * @memberof zabkit.peer.v1.History
                 * @instance
                 */
                History.prototype.committedZxid = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified History message. Does not implicitly {@link zabkit.peer.v1.History.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.History
                 * @static
                 * @param {zabkit.peer.v1.History.$Properties} message History message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                History.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.records != null && message.records.length)
                        for (let i = 0; i < message.records.length; ++i)
                            $root.zabkit.peer.v1.Record.encode(message.records[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.committedZxid != null && $Object.hasOwnProperty.call(message, "committedZxid") && (typeof message.committedZxid === "object" ? message.committedZxid.low || message.committedZxid.high : message.committedZxid !== 0))
                        writer.uint32(/* id 2, wireType 1 =*/17).fixed64(message.committedZxid);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a History message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.History
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.History & zabkit.peer.v1.History.$Shape} History
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                History.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.History();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.records && message.records.length))
                                    message.records = [];
                                message.records.push($root.zabkit.peer.v1.Record.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 2: {
                                if (wireType !== 1)
                                    break;
                                if (typeof (value = reader.fixed64()) === "object" ? value.low || value.high : value !== 0)
                                    message.committedZxid = value;
                                else
                                    delete message.committedZxid;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return History;
            })();

            v1.NewLeader = (function() {

                /**
                 * Properties of a NewLeader.
                 * @typedef {Object} zabkit.peer.v1.NewLeader.$Properties
                 * @property {number} [epoch] NewLeader epoch
                 * @property {Uint8Array} [sessionSecret] NewLeader sessionSecret
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a NewLeader.
                 * @memberof zabkit.peer.v1
                 * @interface INewLeader
                 * @augments zabkit.peer.v1.NewLeader.$Properties
                 * @deprecated Use zabkit.peer.v1.NewLeader.$Properties instead.
                 */

                /**
                 * Shape of a NewLeader.
                 * @typedef {zabkit.peer.v1.NewLeader.$Properties} zabkit.peer.v1.NewLeader.$Shape
                 */

                /**
                 * Constructs a new NewLeader.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a NewLeader.
                 * @constructor
                 * @param {zabkit.peer.v1.NewLeader.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const NewLeader = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * NewLeader epoch.
                 * @member {number} epoch
                 * @memberof zabkit.peer.v1.NewLeader
                 * @instance
                 */
                NewLeader.prototype.epoch = 0;

                /**
                 * NewLeader sessionSecret.
                 * @member {Uint8Array} sessionSecret
                 * @memberof zabkit.peer.v1.NewLeader
                 * @instance
                 */
                NewLeader.prototype.sessionSecret = $util.newBuffer([]);

                /**
                 * Encodes the specified NewLeader message. Does not implicitly {@link zabkit.peer.v1.NewLeader.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.NewLeader
                 * @static
                 * @param {zabkit.peer.v1.NewLeader.$Properties} message NewLeader message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                NewLeader.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.epoch);
                    if (message.sessionSecret != null && $Object.hasOwnProperty.call(message, "sessionSecret") && message.sessionSecret.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.sessionSecret);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a NewLeader message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.NewLeader
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.NewLeader & zabkit.peer.v1.NewLeader.$Shape} NewLeader
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                NewLeader.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.NewLeader();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.epoch = value;
                                else
                                    delete message.epoch;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.sessionSecret = value;
                                else
                                    delete message.sessionSecret;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return NewLeader;
            })();

            v1.UpToDate = (function() {

                /**
                 * Properties of an UpToDate.
                 * @typedef {Object} zabkit.peer.v1.UpToDate.$Properties
                 * @property {Long} [committedZxid] UpToDate committedZxid
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an UpToDate.
                 * @memberof zabkit.peer.v1
                 * @interface IUpToDate
                 * @augments zabkit.peer.v1.UpToDate.$Properties
                 * @deprecated Use zabkit.peer.v1.UpToDate.$Properties instead.
                 */

                /**
                 * Shape of an UpToDate.
                 * @typedef {zabkit.peer.v1.UpToDate.$Properties} zabkit.peer.v1.UpToDate.$Shape
                 */

                /**
                 * Constructs a new UpToDate.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents an UpToDate.
                 * @constructor
                 * @param {zabkit.peer.v1.UpToDate.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const UpToDate = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * UpToDate committedZxid.
                 * @member {Long} committedZxid
                 * @memberof zabkit.peer.v1.UpToDate
                 * @instance
                 */
                UpToDate.prototype.committedZxid = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified UpToDate message. Does not implicitly {@link zabkit.peer.v1.UpToDate.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.UpToDate
                 * @static
                 * @param {zabkit.peer.v1.UpToDate.$Properties} message UpToDate message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                UpToDate.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.committedZxid != null && $Object.hasOwnProperty.call(message, "committedZxid") && (typeof message.committedZxid === "object" ? message.committedZxid.low || message.committedZxid.high : message.committedZxid !== 0))
                        writer.uint32(/* id 1, wireType 1 =*/9).fixed64(message.committedZxid);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an UpToDate message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.UpToDate
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.UpToDate & zabkit.peer.v1.UpToDate.$Shape} UpToDate
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                UpToDate.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.UpToDate();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (typeof (value = reader.fixed64()) === "object" ? value.low || value.high : value !== 0)
                                    message.committedZxid = value;
                                else
                                    delete message.committedZxid;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return UpToDate;
            })();

            v1.Proposal = (function() {

                /**
                 * Properties of a Proposal.
                 * @typedef {Object} zabkit.peer.v1.Proposal.$Properties
                 * @property {Array.<zabkit.peer.v1.Record.$Properties>} [records] Proposal records
                 * @property {Long} [committedZxid] Proposal committedZxid
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Proposal.
                 * @memberof zabkit.peer.v1
                 * @interface IProposal
                 * @augments zabkit.peer.v1.Proposal.$Properties
                 * @deprecated Use zabkit.peer.v1.Proposal.$Properties instead.
                 */

                /**
                 * Shape of a Proposal.
                 * @typedef {zabkit.peer.v1.Proposal.$Properties} zabkit.peer.v1.Proposal.$Shape
                 */

                /**
                 * Constructs a new Proposal.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a Proposal.
                 * @constructor
                 * @param {zabkit.peer.v1.Proposal.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Proposal = function (properties) {
                    this.records = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Proposal records.
                 * @member {Array.<zabkit.peer.v1.Record>} records
                 * @memberof zabkit.peer.v1.Proposal
                 * @instance
                 */
                Proposal.prototype.records = $util.emptyArray;

                /**
                 * Proposal committedZxid.
                 * @member {Long} committedZxid
                 * @memberof zabkit.peer.v1.Proposal
                 * @instance
                 */
                Proposal.prototype.committedZxid = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified Proposal message. Does not implicitly {@link zabkit.peer.v1.Proposal.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.Proposal
                 * @static
                 * @param {zabkit.peer.v1.Proposal.$Properties} message Proposal message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Proposal.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.records != null && message.records.length)
                        for (let i = 0; i < message.records.length; ++i)
                            $root.zabkit.peer.v1.Record.encode(message.records[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.committedZxid != null && $Object.hasOwnProperty.call(message, "committedZxid") && (typeof message.committedZxid === "object" ? message.committedZxid.low || message.committedZxid.high : message.committedZxid !== 0))
                        writer.uint32(/* id 2, wireType 1 =*/17).fixed64(message.committedZxid);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Proposal message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.Proposal
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Proposal & zabkit.peer.v1.Proposal.$Shape} Proposal
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Proposal.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.Proposal();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.records && message.records.length))
                                    message.records = [];
                                message.records.push($root.zabkit.peer.v1.Record.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 2: {
                                if (wireType !== 1)
                                    break;
                                if (typeof (value = reader.fixed64()) === "object" ? value.low || value.high : value !== 0)
                                    message.committedZxid = value;
                                else
                                    delete message.committedZxid;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Proposal;
            })();

            v1.Inform = (function() {

                /**
                 * Properties of an Inform.
                 * @typedef {Object} zabkit.peer.v1.Inform.$Properties
                 * @property {Array.<zabkit.peer.v1.Record.$Properties>} [records] Inform records
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Inform.
                 * @memberof zabkit.peer.v1
                 * @interface IInform
                 * @augments zabkit.peer.v1.Inform.$Properties
                 * @deprecated Use zabkit.peer.v1.Inform.$Properties instead.
                 */

                /**
                 * Shape of an Inform.
                 * @typedef {zabkit.peer.v1.Inform.$Properties} zabkit.peer.v1.Inform.$Shape
                 */

                /**
                 * Constructs a new Inform.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents an Inform.
                 * @constructor
                 * @param {zabkit.peer.v1.Inform.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Inform = function (properties) {
                    this.records = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Inform records.
                 * @member {Array.<zabkit.peer.v1.Record>} records
                 * @memberof zabkit.peer.v1.Inform
                 * @instance
                 */
                Inform.prototype.records = $util.emptyArray;

                /**
                 * Encodes the specified Inform message. Does not implicitly {@link zabkit.peer.v1.Inform.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.Inform
                 * @static
                 * @param {zabkit.peer.v1.Inform.$Properties} message Inform message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Inform.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.records != null && message.records.length)
                        for (let i = 0; i < message.records.length; ++i)
                            $root.zabkit.peer.v1.Record.encode(message.records[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Inform message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.Inform
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Inform & zabkit.peer.v1.Inform.$Shape} Inform
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Inform.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.Inform();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.records && message.records.length))
                                    message.records = [];
                                message.records.push($root.zabkit.peer.v1.Record.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Inform;
            })();

            v1.Commit = (function() {

                /**
                 * Properties of a Commit.
                 * @typedef {Object} zabkit.peer.v1.Commit.$Properties
                 * @property {Long} [zxid] Commit zxid
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Commit.
                 * @memberof zabkit.peer.v1
                 * @interface ICommit
                 * @augments zabkit.peer.v1.Commit.$Properties
                 * @deprecated Use zabkit.peer.v1.Commit.$Properties instead.
                 */

                /**
                 * Shape of a Commit.
                 * @typedef {zabkit.peer.v1.Commit.$Properties} zabkit.peer.v1.Commit.$Shape
                 */

                /**
                 * Constructs a new Commit.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a Commit.
                 * @constructor
                 * @param {zabkit.peer.v1.Commit.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Commit = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Commit zxid.
                 * @member {Long} zxid
                 * @memberof zabkit.peer.v1.Commit
                 * @instance
                 */
                Commit.prototype.zxid = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified Commit message. Does not implicitly {@link zabkit.peer.v1.Commit.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.Commit
                 * @static
                 * @param {zabkit.peer.v1.Commit.$Properties} message Commit message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Commit.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.zxid != null && $Object.hasOwnProperty.call(message, "zxid") && (typeof message.zxid === "object" ? message.zxid.low || message.zxid.high : message.zxid !== 0))
                        writer.uint32(/* id 1, wireType 1 =*/9).fixed64(message.zxid);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Commit message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.Commit
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Commit & zabkit.peer.v1.Commit.$Shape} Commit
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Commit.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.Commit();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (typeof (value = reader.fixed64()) === "object" ? value.low || value.high : value !== 0)
                                    message.zxid = value;
                                else
                                    delete message.zxid;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Commit;
            })();

            v1.LeaderDurable = (function() {

                /**
                 * Properties of a LeaderDurable.
                 * @typedef {Object} zabkit.peer.v1.LeaderDurable.$Properties
                 * @property {Long} [zxid] LeaderDurable zxid
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a LeaderDurable.
                 * @memberof zabkit.peer.v1
                 * @interface ILeaderDurable
                 * @augments zabkit.peer.v1.LeaderDurable.$Properties
                 * @deprecated Use zabkit.peer.v1.LeaderDurable.$Properties instead.
                 */

                /**
                 * Shape of a LeaderDurable.
                 * @typedef {zabkit.peer.v1.LeaderDurable.$Properties} zabkit.peer.v1.LeaderDurable.$Shape
                 */

                /**
                 * Constructs a new LeaderDurable.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a LeaderDurable.
                 * @constructor
                 * @param {zabkit.peer.v1.LeaderDurable.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const LeaderDurable = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * LeaderDurable zxid.
                 * @member {Long} zxid
                 * @memberof zabkit.peer.v1.LeaderDurable
                 * @instance
                 */
                LeaderDurable.prototype.zxid = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified LeaderDurable message. Does not implicitly {@link zabkit.peer.v1.LeaderDurable.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.LeaderDurable
                 * @static
                 * @param {zabkit.peer.v1.LeaderDurable.$Properties} message LeaderDurable message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                LeaderDurable.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.zxid != null && $Object.hasOwnProperty.call(message, "zxid") && (typeof message.zxid === "object" ? message.zxid.low || message.zxid.high : message.zxid !== 0))
                        writer.uint32(/* id 1, wireType 1 =*/9).fixed64(message.zxid);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a LeaderDurable message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.LeaderDurable
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.LeaderDurable & zabkit.peer.v1.LeaderDurable.$Shape} LeaderDurable
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                LeaderDurable.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.LeaderDurable();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (typeof (value = reader.fixed64()) === "object" ? value.low || value.high : value !== 0)
                                    message.zxid = value;
                                else
                                    delete message.zxid;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return LeaderDurable;
            })();

            v1.Ping = (function() {

                /**
                 * Properties of a Ping.
                 * @typedef {Object} zabkit.peer.v1.Ping.$Properties
                 * @property {Long} [sequence] Ping sequence
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Ping.
                 * @memberof zabkit.peer.v1
                 * @interface IPing
                 * @augments zabkit.peer.v1.Ping.$Properties
                 * @deprecated Use zabkit.peer.v1.Ping.$Properties instead.
                 */

                /**
                 * Shape of a Ping.
                 * @typedef {zabkit.peer.v1.Ping.$Properties} zabkit.peer.v1.Ping.$Shape
                 */

                /**
                 * Constructs a new Ping.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a Ping.
                 * @constructor
                 * @param {zabkit.peer.v1.Ping.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Ping = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Ping sequence.
                 * @member {Long} sequence
                 * @memberof zabkit.peer.v1.Ping
                 * @instance
                 */
                Ping.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified Ping message. Does not implicitly {@link zabkit.peer.v1.Ping.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.Ping
                 * @static
                 * @param {zabkit.peer.v1.Ping.$Properties} message Ping message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Ping.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.sequence);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Ping message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.Ping
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Ping & zabkit.peer.v1.Ping.$Shape} Ping
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Ping.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.Ping();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.sequence = value;
                                else
                                    delete message.sequence;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Ping;
            })();

            v1.Synced = (function() {

                /**
                 * Properties of a Synced.
                 * @typedef {Object} zabkit.peer.v1.Synced.$Properties
                 * @property {Long} [token] Synced token
                 * @property {Long} [zxid] Synced zxid
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Synced.
                 * @memberof zabkit.peer.v1
                 * @interface ISynced
                 * @augments zabkit.peer.v1.Synced.$Properties
                 * @deprecated Use zabkit.peer.v1.Synced.$Properties instead.
                 */

                /**
                 * Shape of a Synced.
                 * @typedef {zabkit.peer.v1.Synced.$Properties} zabkit.peer.v1.Synced.$Shape
                 */

                /**
                 * Constructs a new Synced.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a Synced.
                 * @constructor
                 * @param {zabkit.peer.v1.Synced.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Synced = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Synced token.
                 * @member {Long} token
                 * @memberof zabkit.peer.v1.Synced
                 * @instance
                 */
                Synced.prototype.token = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Synced zxid.
                 * @member {Long} zxid
                 * @memberof zabkit.peer.v1.Synced
                 * @instance
                 */
                Synced.prototype.zxid = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified Synced message. Does not implicitly {@link zabkit.peer.v1.Synced.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.Synced
                 * @static
                 * @param {zabkit.peer.v1.Synced.$Properties} message Synced message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Synced.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.token != null && $Object.hasOwnProperty.call(message, "token") && (typeof message.token === "object" ? message.token.low || message.token.high : message.token !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.token);
                    if (message.zxid != null && $Object.hasOwnProperty.call(message, "zxid") && (typeof message.zxid === "object" ? message.zxid.low || message.zxid.high : message.zxid !== 0))
                        writer.uint32(/* id 2, wireType 1 =*/17).fixed64(message.zxid);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Synced message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.Synced
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Synced & zabkit.peer.v1.Synced.$Shape} Synced
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Synced.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.Synced();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.token = value;
                                else
                                    delete message.token;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 1)
                                    break;
                                if (typeof (value = reader.fixed64()) === "object" ? value.low || value.high : value !== 0)
                                    message.zxid = value;
                                else
                                    delete message.zxid;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Synced;
            })();

            v1.Revalidated = (function() {

                /**
                 * Properties of a Revalidated.
                 * @typedef {Object} zabkit.peer.v1.Revalidated.$Properties
                 * @property {Long} [sessionId] Revalidated sessionId
                 * @property {boolean} [valid] Revalidated valid
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Revalidated.
                 * @memberof zabkit.peer.v1
                 * @interface IRevalidated
                 * @augments zabkit.peer.v1.Revalidated.$Properties
                 * @deprecated Use zabkit.peer.v1.Revalidated.$Properties instead.
                 */

                /**
                 * Shape of a Revalidated.
                 * @typedef {zabkit.peer.v1.Revalidated.$Properties} zabkit.peer.v1.Revalidated.$Shape
                 */

                /**
                 * Constructs a new Revalidated.
                 * @memberof zabkit.peer.v1
                 * @classdesc Represents a Revalidated.
                 * @constructor
                 * @param {zabkit.peer.v1.Revalidated.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Revalidated = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Revalidated sessionId.
                 * @member {Long} sessionId
                 * @memberof zabkit.peer.v1.Revalidated
                 * @instance
                 */
                Revalidated.prototype.sessionId = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

                /**
                 * Revalidated valid.
                 * @member {boolean} valid
                 * @memberof zabkit.peer.v1.Revalidated
                 * @instance
                 */
                Revalidated.prototype.valid = false;

                /**
                 * Encodes the specified Revalidated message. Does not implicitly {@link zabkit.peer.v1.Revalidated.verify|verify} messages.
                 * @function encode
                 * @memberof zabkit.peer.v1.Revalidated
                 * @static
                 * @param {zabkit.peer.v1.Revalidated.$Properties} message Revalidated message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Revalidated.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.sessionId != null && $Object.hasOwnProperty.call(message, "sessionId") && (typeof message.sessionId === "object" ? message.sessionId.low || message.sessionId.high : message.sessionId !== 0))
                        writer.uint32(/* id 1, wireType 1 =*/9).sfixed64(message.sessionId);
                    if (message.valid != null && $Object.hasOwnProperty.call(message, "valid") && message.valid !== false)
                        writer.uint32(/* id 2, wireType 0 =*/16).bool(message.valid);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Revalidated message from the specified reader or buffer.
                 * @function decode
                 * @memberof zabkit.peer.v1.Revalidated
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {zabkit.peer.v1.Revalidated & zabkit.peer.v1.Revalidated.$Shape} Revalidated
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Revalidated.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.zabkit.peer.v1.Revalidated();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (typeof (value = reader.sfixed64()) === "object" ? value.low || value.high : value !== 0)
                                    message.sessionId = value;
                                else
                                    delete message.sessionId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.valid = value;
                                else
                                    delete message.valid;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Revalidated;
            })();

            return v1;
        })();

        return peer;
    })();

    return zabkit;
})();

export {
  $root as default
};
