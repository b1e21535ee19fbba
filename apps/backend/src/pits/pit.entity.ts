import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A bay of a workshop. */
@Entity('pit')
export class PitEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @Column({ name: 'workshop_id', type: 'integer' })
  workshopId: number;

  /** 1 to 9999, once in its workshop; part of the MediaMTX path, hence fixed. */
  @Column('integer')
  number: number;

  /** Name of the pit (optional). */
  @Column({ type: 'text', nullable: true })
  name: string | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;
}
