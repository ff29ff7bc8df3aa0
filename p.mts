import { openInProcess } from '/work/main/test/harness/open-in-process.ts';
import { countAlarms } from '/work/main/test/false-alarms/alarms.ts';
import { subjectEntries } from '/work/main/test/harness/judge-subject.ts';
const entries = subjectEntries<any>('sound.json').filter((e)=>e.file.includes('gelu/series'));
const t=performance.now();
for (const e of entries){ const a=await openInProcess(e.file); const t=performance.now(); await countAlarms(e,a,{seed:3,sweep:false,stability:true,lists:true,formats:[[e.format].flat()[0]]} as any); const d=performance.now()-t; if(d>700)console.log(e.file,d.toFixed(0)); }
console.log(entries.length,performance.now()-t);
