// Packs what a browser unpacks.
import { constants, zstdCompressSync } from "node:zlib";

/** As small as Zstandard can in reasonable time, looking back over all of it; or quickly, if it is packed again anyway. */
export function packed(content, quickly = false) {
  const params = { [constants.ZSTD_c_compressionLevel]: quickly ? 1 : 19, [constants.ZSTD_c_windowLog]: 23 };
  return zstdCompressSync(content, { params, pledgedSrcSize: content.length });
}
