import { types } from 'node:util';

const isInstance = Function.prototype[Symbol.hasInstance];

/**
 * Each test file has globals of its own, and what Node's modules throw (a line that was cut, say) was made with other ones.
 * In the service an error is an error; here it is one as well.
 */
Object.defineProperty(Error, Symbol.hasInstance, {
  value(this: unknown, thing: unknown): boolean {
    return isInstance.call(this as object, thing) || (this === Error && types.isNativeError(thing));
  },
});
