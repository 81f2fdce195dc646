import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { useMe } from '../../api/session';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { Section } from '../../kit/Page';
import { Status } from '../../kit/Status';
import { sayDone } from '../../kit/toast';
import { useBeginTotp, useConfirmTotp, useDisableTotp } from './api';
import styles from './SecondFactor.module.css';

type Step = 'idle' | 'proving' | 'scanning' | 'keeping' | 'leaving';

/** The second factor: password, QR, first code, recovery codes. */
export function SecondFactor() {
  const on = useMe().second_factor;
  const [step, setStep] = useState<Step>('idle');
  const [seed, setSeed] = useState<Schemas['Seed']>();
  const [codes, setCodes] = useState<string[]>([]);
  const back = (): void => setStep('idle');
  return (
    <Section title={t('web.totp')} extra={<Status state={on ? 'active' : 'inactive'} />}>
      {step === 'idle' ? (
        <div className={styles.steps}>
          <p className="soft">{t('web.totp.why')}</p>
          <div>
            <Button onClick={() => setStep(on ? 'leaving' : 'proving')}>
              {t(on ? 'web.totp.off' : 'web.totp.on')}
            </Button>
          </div>
        </div>
      ) : null}
      {step === 'proving' ? (
        <Prove
          onSeed={(given) => {
            setSeed(given);
            setStep('scanning');
          }}
          onCancel={back}
        />
      ) : null}
      {step === 'scanning' && seed ? (
        <Scan
          seed={seed}
          onCodes={(given) => {
            setCodes(given);
            setStep('keeping');
          }}
          onCancel={back}
        />
      ) : null}
      {step === 'keeping' ? <Keep codes={codes} onDone={back} /> : null}
      {step === 'leaving' ? <Leave onDone={back} /> : null}
    </Section>
  );
}

const passwordNeeded = () => [{ required: true, message: t('web.password.required') }];
const codeNeeded = () => [{ required: true, message: t('web.code.required') }];

function Prove({ onSeed, onCancel }: { onSeed: (seed: Schemas['Seed']) => void; onCancel: () => void }) {
  const begin = useBeginTotp();
  return (
    <Form<{ password: string }>
      layout="vertical"
      requiredMark={false}
      className={styles.narrow}
      onFinish={(values) => begin.mutate(values, { onSuccess: onSeed })}
    >
      {begin.isError ? <ErrorPanel error={begin.error} /> : null}
      <Form.Item name="password" label={t('web.totp.password')} rules={passwordNeeded()}>
        <Input.Password autoFocus autoComplete="current-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={begin.isPending}>
        {t('web.next')}
      </Button>{' '}
      <Button onClick={onCancel}>{t('web.cancel')}</Button>
    </Form>
  );
}

interface ScanProps {
  seed: Schemas['Seed'];
  onCodes: (codes: string[]) => void;
  onCancel: () => void;
}

function Scan({ seed, onCodes, onCancel }: ScanProps) {
  const confirm = useConfirmTotp();
  return (
    <div className={styles.scan}>
      <img
        className={styles.picture}
        alt={t('web.totp.picture')}
        src={`data:image/svg+xml;utf8,${encodeURIComponent(seed.qr_svg)}`}
      />
      <Form<{ code: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={({ code }) =>
          confirm.mutate({ code: code.trim() }, { onSuccess: (made) => onCodes(made.recovery_codes) })
        }
      >
        <p>{t('web.totp.scan')}</p>
        <p className="soft">
          {t('web.totp.by_hand')} <code className={styles.secret}>{seed.secret}</code>
        </p>
        {confirm.isError ? <ErrorPanel error={confirm.error} /> : null}
        <Form.Item name="code" label={t('web.code')} rules={codeNeeded()}>
          <Input autoFocus inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={confirm.isPending}>
          {t('web.totp.on')}
        </Button>{' '}
        <Button onClick={onCancel}>{t('web.cancel')}</Button>
      </Form>
    </div>
  );
}

function Keep({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  return (
    <div className={styles.steps}>
      <p>{t('web.totp.keep')}</p>
      <ul className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div>
        <Button
          onClick={() =>
            void navigator.clipboard.writeText(codes.join('\n')).then(() => sayDone(t('web.copied')))
          }
        >
          {t('web.copy')}
        </Button>{' '}
        <Button type="primary" onClick={onDone}>
          {t('web.totp.kept')}
        </Button>
      </div>
    </div>
  );
}

function Leave({ onDone }: { onDone: () => void }) {
  const disable = useDisableTotp();
  return (
    <Form<{ password: string; code: string }>
      layout="vertical"
      requiredMark={false}
      className={styles.narrow}
      onFinish={({ password, code }) =>
        disable.mutate(
          { password, code: code.trim() },
          {
            onSuccess: () => {
              sayDone(t('web.totp.is_off'));
              onDone();
            },
          },
        )
      }
    >
      {disable.isError ? <ErrorPanel error={disable.error} /> : null}
      <Form.Item name="password" label={t('web.totp.password')} rules={passwordNeeded()}>
        <Input.Password autoFocus autoComplete="current-password" />
      </Form.Item>
      <Form.Item name="code" label={t('web.code')} rules={codeNeeded()}>
        <Input autoComplete="one-time-code" maxLength={24} />
      </Form.Item>
      <Button danger htmlType="submit" loading={disable.isPending}>
        {t('web.totp.off')}
      </Button>{' '}
      <Button onClick={onDone}>{t('web.cancel')}</Button>
    </Form>
  );
}
