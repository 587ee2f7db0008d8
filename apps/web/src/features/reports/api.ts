import {
  Import,
  type MeasureFilter,
  MeasureRows,
  Report,
  Reports,
  ReportText,
  Source,
  VersionChanges,
} from '@luoshi/server/modules/reports/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { query, read, write } from '../../shared/http/client.ts';

/** A report never changes once imported; only whether it is the current version may. */
const IMMUTABLE = Number.POSITIVE_INFINITY;

export const reportsKey = ['reports'] as const;

export function useReports() {
  return useQuery({
    queryKey: reportsKey,
    queryFn: ({ signal }) => read('/api/reports', Reports, signal),
    select: (answer) => answer.reports,
  });
}

export function useReport(reportId: string) {
  return useQuery({
    queryKey: ['report', reportId],
    queryFn: ({ signal }) => read(`/api/reports/${reportId}`, Report, signal),
  });
}

export function useReportText(reportId: string) {
  return useQuery({
    queryKey: ['report-text', reportId],
    queryFn: ({ signal }) => read(`/api/reports/${reportId}/text`, ReportText, signal),
    staleTime: IMMUTABLE,
    // It does not change, so comparing thousands of figures with the last answer would only cost time.
    structuralSharing: false,
  });
}

export function useVersionChanges(reportId: string) {
  return useQuery({
    queryKey: ['report-changes', reportId],
    queryFn: ({ signal }) => read(`/api/reports/${reportId}/changes`, VersionChanges, signal),
  });
}

export type MeasureFilterValues = z.infer<typeof MeasureFilter>;

export function useMeasures(reportId: string, filter: MeasureFilterValues) {
  return useQuery({
    queryKey: ['measures', reportId, filter],
    queryFn: ({ signal }) => read(`/api/reports/${reportId}/measures${query(filter)}`, MeasureRows, signal),
    placeholderData: keepPreviousData,
    staleTime: IMMUTABLE,
    structuralSharing: false,
  });
}

export function measuresFile(reportId: string, kind: 'xlsx' | 'csv', filter: MeasureFilterValues): string {
  return `/api/reports/${reportId}/measures.${kind}${query(filter)}`;
}

export function useSource(reference: string) {
  return useQuery({
    queryKey: ['source', reference],
    queryFn: ({ signal }) => read(`/api/sources/${encodeURIComponent(reference)}`, Source, signal),
  });
}

export interface ImportRequest {
  file: File;
  organId: string;
  versionLabel: string;
  year?: number | undefined;
}

/** Uploads; the person has confirmed that the material is not classified. */
export function startImport(request: ImportRequest): Promise<Import> {
  const form = new FormData();
  // Fields first: the server can refuse before it has read the file.
  form.set('organId', request.organId);
  form.set('versionLabel', request.versionLabel);
  form.set('unclassified', 'true');
  if (request.year !== undefined) form.set('year', String(request.year));
  form.set('file', request.file);
  return write('POST', '/api/reports', form, Import);
}

export function readImport(importId: string, signal?: AbortSignal): Promise<Import> {
  return read(`/api/imports/${importId}`, Import, signal);
}
