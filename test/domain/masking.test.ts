import { describe, expect, it } from '@jest/globals';
import { maskName, maskPhone, maskPhonesIn } from '../../domain/masking.ts';

describe('masking', () => {
  it.each([
    ['13812345678', '138****5678'],
    ['138 1234 5678', '138****5678'],
    ['１３８１２３４５６７８', '138****5678'],
    ['0373-1234567', '037****4567'],
    ['1234567', '12****67'],
    ['13812345678/13987654321', '138****5678/139****4321'],
    ['内线 12', '****'],
    ['', '****'],
  ])('shows of the number %s only %s', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
  });

  it('leaves a text readable but for the mobile numbers in it', () => {
    expect(maskPhonesIn('请联系13812345678，涉及30人、2023年')).toBe('请联系138****5678，涉及30人、2023年');
  });

  it.each([
    ['李小明', '李**'],
    ['李明', '李*'],
    ['李', '李*'],
    ['', ''],
  ])('shows of the name %s only %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });
});
