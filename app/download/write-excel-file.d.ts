/** What the package has and does not export: the same as its default, zipping on the spot instead of in workers. */
declare module "*/write-excel-file/modules/export/writeXlsxFileUniversal.js" {
  import type { SheetData, SheetOptions } from "write-excel-file/universal";

  export function generateXlsxFileSync(
    data: SheetData,
    options: SheetOptions<Blob>,
    more?: undefined,
    convertImage?: undefined,
  ): Promise<Blob>;
}
