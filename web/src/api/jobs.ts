import { api, body, type Schemas } from './client';

export type JobState = Schemas['JobView'];

const LOOK_MS = 1_000;
const ENDED = new Set(['done', 'quarantined', 'cancelled']);

const pause = (ms: number): Promise<void> => new Promise((resolve) => window.setTimeout(resolve, ms));

/** Follows a job to its end; whoever waits is told how far it is. */
export async function followJob(id: string, onProgress: (job: JobState) => void): Promise<JobState> {
  for (;;) {
    const job = await body(api.GET('/api/jobs/{job_id}', { params: { path: { job_id: id } } }));
    if (ENDED.has(job.state)) return job;
    onProgress(job);
    await pause(LOOK_MS);
  }
}
