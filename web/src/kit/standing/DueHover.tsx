import { Tooltip } from 'antd';
import { useState } from 'react';
import { useStanding } from '../../api/sea';
import { DueWord } from './DueWord';

/** In how many days a record of a list falls; the rule that drives it on hover. */
export default function DueHover({ record, id, day }: { record: string; id: string; day: string }) {
  const [asked, setAsked] = useState(false);
  const standing = useStanding(record, id, asked);
  const now = standing.data;
  const words = [day, now?.reason, now?.rule].filter(Boolean).join(' · ');
  return (
    <Tooltip title={words} onOpenChange={(open) => open && setAsked(true)}>
      <span>
        <DueWord day={day} />
      </span>
    </Tooltip>
  );
}
