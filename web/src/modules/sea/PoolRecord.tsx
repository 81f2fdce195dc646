import { Navigate } from '@tanstack/react-router';
import type { RecordScreenProps } from '../../kit/module';

/** A sea is opened where its people, fields and rules are set, from wherever it is named. */
export default function PoolRecord({ id }: RecordScreenProps) {
  return <Navigate to={`/sea/pools/${id}` as never} replace />;
}
