"""Statements as the banks give them out, one of each kind, written by hand."""

from tests.builders.sheets import lines

# 500 from Hua Xin with a document's number, 1,130 from him again, and 12.5 of fees.
ICBC = lines(
    ("[HISTORYDETAIL]",),
    ("账号：1002003004005006", "起始日期：2026-11-01", "截止日期：2026-11-30"),
    (
        "凭证号",
        "本方账号",
        "对方账号",
        "交易时间",
        "借/贷",
        "借方发生额",
        "贷方发生额",
        "对方行号",
        "摘要",
        "用途",
        "对方单位名称",
        "余额",
    ),
    (
        "0",
        "1002003004005006",
        "6222",
        "2026-11-02 10:11:12",
        "贷",
        "",
        "500.00",
        "102",
        "货款",
        "SK202611020001",
        "北京华信科技有限公司",
        "10500.00",
    ),
    (
        "0",
        "1002003004005006",
        "6222",
        "2026-11-02 15:00:00",
        "贷",
        "0.00",
        "1130.00",
        "102",
        "货款",
        "",
        "北京华信科技有限公司",
        "11630.00",
    ),
    ("0", "1002003004005006", "", "2026-11-03 00:00:01", "借", "12.50", "", "", "手续费", "", "", "11617.50"),
    encoding="gb18030",
)
CCB = (
    "账号,6217001,,,,,,,,\r\n"
    "交易时间,借方发生额（支取）,贷方发生额（收入）,余额,币种,对方户名,对方账号,摘要,备注,账户明细编号-交易流水号\r\n"
    '20261103 09:00:00,"1,000.00",0.00,"9,000.00",人民币元,上海钢材有限公司,31050,转账,材料款,15-N001\r\n'
    '20261102 09:00:00,0.00,"2,000.00","10,000.00",人民币元,北京华信科技有限公司,11050,转账,货款,14-N000\r\n'
    '合计,"1,000.00","2,000.00",,,,,,,\r\n'
).encode("gb18030")
ABC = lines(
    ("账户明细",),
    ("交易时间", "收入金额", "支出金额", "账户余额", "对方账号", "对方户名", "交易用途", "交易流水号"),
    ("2026-11-02 08:30:00", "88.80", "", "188.80", "95599", "北京华信科技有限公司", "货款", "A1"),
    ("2026-11-03 08:30:00", "", "-8.80", "180.00", "", "", "短信费", "A2"),
)
BOC = (
    "查询账号[ Inquirer account number ]：,4563\r\n"
    "交易类型[ Transaction Type ],付款人账号[ Debit Account No. ],付款人名称[ Payer's Name ],"
    "收款人账号[ Payee's Account Number ],收款人名称[ Payee's Name ],交易日期[ Transaction Date ],"
    "交易金额[ Trade Amount ],交易后余额[ After-transaction balance ],交易流水号[ Transaction reference number ],"
    "摘要[ Reference ],用途[ Purpose ]\r\n"
    "来账,111,北京华信科技有限公司,4563,合一,20261102,300.00,1300.00,B1,转账,货款\r\n"
    "往账,4563,合一,222,上海钢材有限公司,20261103,-50.00,1250.00,B2,转账,材料\r\n"
).encode("gb18030")
CMB = lines(
    ("公司名称", "合一"),
    (
        "交易日",
        "交易时间",
        "借方金额",
        "贷方金额",
        "余额",
        "摘要",
        "流水号",
        "用途",
        "收/付方名称",
        "收/付方帐号",
    ),
    (
        "20261102",
        "080024",
        "0",
        "1000000",
        "1000000",
        "划款",
        "C0001",
        "往来款",
        "北京华信科技有限公司",
        "62260001",
    ),
    ("20261103", "154940", "41186.38", "0", "958813.62", "保险费", "C0002", "", "保险公司", "62260002"),
)
ALIPAY = (
    "#支付宝账务明细查询\r\n#账号：[20884021]\r\n#起始日期：[2026年11月01日]   终止日期：[2026年11月30日]\r\n"
    "#-----------------账务明细列表----------------\r\n"
    "账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注\r\n"
    "3001\t,2026110222001\t,T1\t,螺丝\t,2026-11-02 10:00:00,buyer@example.com,+99.00,,199.00,支付宝,在线支付,\t\r\n"
    "3002\t,2026110222001\t,T1\t,\t,2026-11-02 10:00:01,,,-0.59,198.41,支付宝,收费,服务费\t\r\n"
    "#-----------------账务明细列表结束-------------\r\n#支出合计：1笔，共-0.59元\r\n#导出时间：[2026年12月01日]\r\n"
).encode("gb18030")
WECHAT = (
    "\ufeff记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号\r\n"
    "`2026-11-02 12:00:00,`4200,`W1,`交易,`交易,`收入,`66.00,`166.00,`system,`结算,`V1\r\n"
    "`2026-11-02 12:00:00,`4200,`W2,`扣除交易手续费,`扣除交易手续费,`支出,`0.40,`165.60,`system,`手续费,`V2\r\n"
    "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额\r\n`2,`1,`66.00,`1,`0.40\r\n"
).encode()
WECHAT_OWN = (
    "微信支付账单明细,,,,\r\n微信昵称：[合一],,,,\r\n"
    "----------------------微信支付账单明细列表--------------------,,,,\r\n"
    "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\r\n"
    '2026-11-02 12:00:00,商户消费,便利店,"水",支出,¥12.00,零钱,支付成功,"1001\t","x\t","/"\r\n'
    '2026-11-02 11:00:00,零钱提现,工商银行,"/",/,¥100.00,工商银行,提现已到账,"1002\t","/","/"\r\n'
    '2026-11-01 11:00:00,转账,李四,"货款",收入,¥120.00,/,已存入零钱,"1003\t","/","/"\r\n'
).encode()
MT940 = (
    b"{1:F01BANKCNBJA0010000000000}{2:I940BANKCNBJ001N}{4:\r\n:20:STMT1\r\n:25:1002003004\r\n:28C:11/1\r\n"
    b":60F:C261101CNY1000,00\r\n:61:2611021102C500,00NTRFSK202611020001//BK0001\r\nextra words\r\n"
    b":86:/ORDP/NAME/BEIJING HUAXIN/REMI/INVOICE 77\r\n"
    b":61:2611031103D12,5NCHGNONREF//BK0002\r\n:86:?00FEES?20MONTHLY?32THE BANK\r\n"
    b":61:2612310102RC7,NMSCNONREF\r\n:62F:C261103CNY1480,50\r\n:86:of the account\r\n-}\r\n"
)
CAMT = b"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">340.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
<Ntry><Amt Ccy="CNY">250.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-11-02</Dt></BookgDt><AcctSvcrRef>R1</AcctSvcrRef>
<NtryDtls><TxDtls><Refs><EndToEndId>E1</EndToEndId></Refs><Amt Ccy="CNY">9</Amt>
<RltdPties><Dbtr><Pty><Nm>Huaxin &amp; Co</Nm></Pty></Dbtr><DbtrAcct><Id><Othr><Id>6222</Id></Othr></Id></DbtrAcct>
<Cdtr><Pty><Nm>Heyi</Nm></Pty></Cdtr></RltdPties><RmtInf><Ustrd>SK202611020001</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="CNY">10.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts>
<BookgDt><DtTm>2026-11-03T08:00:00+08:00</DtTm></BookgDt><AddtlNtryInf>Fee</AddtlNtryInf></Ntry>
<Ntry><Amt Ccy="CNY">77.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts>
<BookgDt><Dt>2026-11-03</Dt></BookgDt></Ntry>
</Stmt></BkToCstmrStmt></Document>
"""
